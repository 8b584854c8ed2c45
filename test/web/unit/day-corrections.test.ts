import { describe, expect, it } from 'vitest'
import type { Correction } from '../../../src/client/correction-wire.ts'
import { auditedCorrection } from '../../../web/src/pages/set-up/history/audit-correction.ts'
import {
  correctionNotes,
  correctionSeries,
  correctionsOn,
} from '../../../web/src/pages/space/day-corrections.ts'
import { palette } from './palette.ts'

const day = { start: Date.parse('2024-05-14T00:00Z'), end: Date.parse('2024-05-15T00:00Z') }
const NOON = Date.parse('2024-05-14T12:00Z')
const LATER = Date.parse('2024-06-01T00:00Z')
const HOUR_MS = 3_600_000

function correction(fields: Partial<Correction>): Correction {
  return {
    id: 'cor_1',
    kind: 'offset',
    space_id: 'spc_room',
    sensor: null,
    space_ids: ['spc_room'],
    from: '2024-05-14T12:00:00Z',
    until: null,
    people: 2,
    reason: 'Two seats behind the pillar',
    actor: 'tkn_1 Ada',
    created_at: '2024-05-14T18:00:00Z',
    ...fields,
  }
}
const reset = correction({ kind: 'reset', people: 9, reason: null })

describe('corrections on a day', () => {
  const spans = (each: Correction, now = LATER) =>
    correctionsOn([each], day, now).map(({ start, end }) => [start, end])

  it('are cut to it, and one without an end goes to its end', () => {
    expect(spans(correction({}))).toEqual([[NOON, day.end]])
    expect(spans(correction({ from: '2024-05-01T00:00:00Z', until: '2024-05-14T12:00:00Z' }))).toEqual([
      [day.start, NOON],
    ])
  })

  it('go no further than now', () => {
    expect(spans(correction({}), NOON + HOUR_MS)).toEqual([[NOON, NOON + HOUR_MS]])
    expect(spans(correction({}), NOON)).toEqual([])
  })

  it('leave out what ended as the day began or begins as it ends', () => {
    expect(spans(correction({ from: '2024-05-13T00:00:00Z', until: '2024-05-14T00:00:00Z' }))).toEqual([])
    expect(spans(correction({ from: '2024-05-15T00:00:00Z' }))).toEqual([])
    expect(spans({ ...reset, from: '2024-05-15T00:00:00Z' })).toEqual([])
  })

  it('include a count that was set, at its instant, from the first of the day on', () => {
    expect(spans(reset)).toEqual([[NOON, NOON]])
    expect(spans({ ...reset, from: '2024-05-14T00:00:00Z' })).toEqual([[day.start, day.start]])
  })

  it('are drawn as a line across at an instant and as a bar along the axis over a span', () => {
    const { markLine } = correctionSeries(correctionsOn([correction({}), reset], day, LATER), palette)
    expect(markLine.data).toEqual([
      expect.objectContaining({ xAxis: NOON }),
      [expect.objectContaining({ coord: [NOON, 0] }), expect.objectContaining({ coord: [day.end, 0] })],
    ])
  })

  it('are told with why, who and when to who points near them', () => {
    const on = correctionsOn([reset], day, LATER)
    const [note = ''] = correctionNotes(on, NOON + 5 * 60_000, 10 * 60_000, 'UTC')
    expect(note).toMatch(/^Count set to 9 at .+ · By Ada, .+/)
    expect(correctionNotes(on, NOON + 11 * 60_000, 10 * 60_000, 'UTC')).toEqual([])
    const span = correctionsOn([correction({ until: '2024-05-14T13:00:00Z' })], day, LATER)
    expect(correctionNotes(span, NOON + HOUR_MS / 2, 0, 'UTC')[0]).toContain(
      ' · Reason: Two seats behind the pillar · By Ada, ',
    )
    expect(correctionNotes(span, NOON + HOUR_MS, 0, 'UTC')).toEqual([])
  })
})

describe('a correction in the audit', () => {
  it('is a sentence with its reason', () => {
    const state = {
      kind: 'offset',
      from: NOON,
      until: null,
      value: -1,
      reason: 'A plant',
      space: 'spc_room',
      sensor: null,
    }
    expect(auditedCorrection(state, 'UTC')).toEqual([
      expect.stringMatching(/^[-−]1 people from .+ until it is undone\.$/),
      'Reason: A plant',
    ])
  })

  it('is nothing where it is something else', () => {
    expect(auditedCorrection({ name: 'Hall', kind: 'door' }, 'UTC')).toBeNull()
    expect(auditedCorrection(null, 'UTC')).toBeNull()
  })
})
