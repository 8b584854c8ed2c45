import { computed } from '@preact/signals'
import { browserZone } from '../format/times.ts'
import { portfolio } from './portfolio.ts'

/**
 * The zone of times that are of no place, such as when a token was made: the one that all spaces share, else that of the
 * browser.
 */
export const commonZone = computed(() => {
  const zones = new Set(portfolio.value?.spaces.map(({ time_zone }) => time_zone))
  const [only = browserZone] = zones.size === 1 ? zones : []
  return only
})
