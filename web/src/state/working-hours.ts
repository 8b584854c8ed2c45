import { effect, signal } from '@preact/signals'
import type { OperatingHours } from '../../../src/client/density-wire.ts'
import { keep, kept } from './kept.ts'

const KEY = 'headcount.working-hours'
const usual: OperatingHours = { days: [1, 2, 3, 4, 5], start_hour: 8, end_hour: 18 }

/** The hours that averages and shares are taken over, chosen once for every page; `null` for the whole week. */
export const workingHours = signal<OperatingHours | null>(read())

/** Hours as they stand in links, such as `12345-8-18`; `all` for the whole week. */
export function hoursText(hours: OperatingHours | null): string {
  return hours === null ? 'all' : `${hours.days.join('')}-${hours.start_hour}-${hours.end_hour}`
}

/** The hours that a link names; `undefined` when it names none that can be. */
function parseHours(text: string | null | undefined): OperatingHours | null | undefined {
  if (text === 'all') return null
  const [, days, start, end] = /^([0-6]{1,7})-(\d{1,2})-(\d{1,2})$/.exec(text ?? '') ?? []
  if (days === undefined) return undefined
  const hours = {
    days: [...new Set(days)].map(Number).toSorted(),
    start_hour: Number(start),
    end_hour: Number(end),
  }
  const isWholeDay = hours.start_hour === 0 && hours.end_hour === 0
  return isWholeDay || (hours.end_hour <= 24 && hours.start_hour < hours.end_hour) ? hours : undefined
}

function read(): OperatingHours | null {
  const fromLink = parseHours(new URLSearchParams(location.search).get('hours'))
  if (fromLink !== undefined) return fromLink
  const before = parseHours(kept(KEY))
  return before === undefined ? usual : before
}

effect(() => {
  keep(KEY, hoursText(workingHours.value))
})
