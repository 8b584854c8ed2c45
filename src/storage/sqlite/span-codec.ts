import type { CounterWidth, Reading, Totals } from '../../domain/reading/reading.ts'
import { ReadingKind } from '../../domain/reading/reading.ts'
import type { ByteReader, ByteWriter } from './bytes.ts'

const HAS_IN = 0b0001
const HAS_OUT = 0b0010
const RESTARTED = 0b0100

/** Writes what a flow or a counter says besides what every reading does. */
export function writeSpan(out: ByteWriter, { at, flow, totals }: Reading): void {
  if (flow !== undefined) {
    out.unsigned(at - flow.from)
    out.unsigned(flow.out)
  }
  if (totals !== undefined) writeTotals(out, totals)
}

function writeTotals(out: ByteWriter, totals: Totals): void {
  const { in: entries, out: exits, width, restarted } = totals
  out.byte((entries === null ? 0 : HAS_IN) | (exits === null ? 0 : HAS_OUT) | (restarted ? RESTARTED : 0))
  out.byte(width ?? 0)
  if (entries !== null) out.unsigned(entries)
  if (exits !== null) out.unsigned(exits)
}

/** Reads it back, as members to be added to the reading. */
export function readSpan(
  from: ByteReader,
  { kind, at }: Pick<Reading, 'kind' | 'at'>,
): Pick<Reading, 'flow' | 'totals'> {
  if (kind === ReadingKind.flow) return { flow: { from: at - from.unsigned(), out: from.unsigned() } }
  if (kind !== ReadingKind.counter) return {}
  const flags = from.byte()
  const width = from.byte()
  return {
    totals: {
      in: (flags & HAS_IN) === 0 ? null : from.unsigned(),
      out: (flags & HAS_OUT) === 0 ? null : from.unsigned(),
      width: width === 0 ? null : (width as CounterWidth),
      restarted: (flags & RESTARTED) !== 0,
    },
  }
}

/** Whether every number of it can be stored exactly. */
export function isSpanStorable({ at, flow, totals }: Reading): boolean {
  const numbers = [flow?.out, flow?.from, totals?.in, totals?.out].filter(
    (value) => typeof value === 'number',
  )
  return numbers.every((value) => Number.isSafeInteger(value) && value >= 0) && (flow?.from ?? at) <= at
}
