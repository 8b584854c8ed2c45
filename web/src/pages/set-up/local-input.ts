import { parseMoment } from '../../../../src/domain/time/iso-parse.ts'
import { zoneOf } from '../../../../src/domain/time/zone.ts'
import { serverNow } from '../../state/server-clock.ts'

/** What the clocks of a zone show now, as a field for local times takes it: `YYYY-MM-DDTHH:MM`. */
export function localNow(zone: string, now = serverNow()): string {
  return new Date(zoneOf(zone).wallOf(now)).toISOString().slice(0, 16)
}

/**
 * The instant that a local time of such a field names, in epoch milliseconds: the first where clocks showed it twice,
 * `skipped` where they never did, `null` for a text that is no time.
 */
export function instantOfLocal(text: string, zone: string): number | 'skipped' | null {
  const moment = parseMoment(text)
  if (moment === null) return null
  const { instantOf, wallOf } = zoneOf(zone)
  const at = instantOf(moment.at)
  return wallOf(at) === moment.at ? at : 'skipped'
}
