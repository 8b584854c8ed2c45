import { signal } from '@preact/signals'

const narrow = matchMedia('(max-width: 640px)')

/** Whether there is only the width of a phone. */
export const isNarrow = signal(narrow.matches)
narrow.addEventListener('change', ({ matches }) => {
  isNarrow.value = matches
})
