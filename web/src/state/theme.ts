import { computed, effect, signal } from '@preact/signals'
import { keep, kept } from './kept.ts'

const KEY = 'headcount.theme'
export const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
const systemScheme = signal<'light' | 'dark'>(systemIsDark.matches ? 'dark' : 'light')
systemIsDark.addEventListener('change', ({ matches }) => {
  systemScheme.value = matches ? 'dark' : 'light'
})

/** What was chosen. */
export const theme = signal<Theme>(themes.find((known) => known === kept(KEY)) ?? 'system')

/** What that comes to. */
export const colourScheme = computed(() => (theme.value === 'system' ? systemScheme.value : theme.value))

effect(() => {
  keep(KEY, theme.value)
  document.documentElement.dataset['theme'] = colourScheme.value
})
