import { computed } from '@preact/signals'
import { distinctNames } from './distinct-names.ts'
import { portfolio } from './portfolio.ts'

const names = computed(() =>
  portfolio.value === undefined ? new Map<string, string>() : distinctNames(portfolio.value),
)

/**
 * What to call a space where nothing beside it says where it is: with its building where another one has its name.
 * Its id when it is gone or not to be seen.
 */
export function placeName(id: string): string {
  return names.value.get(id) ?? id
}
