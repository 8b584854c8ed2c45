import type { HealthChange, HealthStatus } from '../../api/sensors.ts'

/** The one that needs attention most first. */
export const healthStatuses = ['offline', 'degraded', 'unknown', 'healthy'] as const

/** How much a status needs attention: 0 for the most. */
export function urgencyOf(status: HealthStatus): number {
  return healthStatuses.indexOf(status)
}

/** A span during which a status held; instants in epoch milliseconds, `end` exclusive. */
export interface HealthSpan {
  readonly status: HealthStatus
  readonly start: number
  readonly end: number
}

/** Changes as spans, the last up to `end`. Spans without length are left out. */
export function spansOf(changes: readonly HealthChange[], end: number): readonly HealthSpan[] {
  return changes
    .map(({ health_status, timestamp }, index) => ({
      status: health_status,
      start: Date.parse(timestamp),
      end: Math.min(end, Date.parse(changes[index + 1]?.timestamp ?? '') || end),
    }))
    .filter((span) => span.start < span.end)
}

/**
 * Share of the time in which a sensor was online, which it is while healthy or degraded. The time before it was first
 * heard of is left out; `null` where there is no other.
 */
export function onlineShare(spans: readonly HealthSpan[]): number | null {
  const lengthOf = (statuses: readonly HealthStatus[]) =>
    spans
      .filter(({ status }) => statuses.includes(status))
      .reduce((sum, { start, end }) => sum + end - start, 0)
  const online = lengthOf(['healthy', 'degraded'])
  const known = online + lengthOf(['offline'])
  return known === 0 ? null : online / known
}

/** A span as it is drawn: one status, or several too short to be told apart, of which the worst is shown. */
export interface Strip extends HealthSpan {
  /** Statuses in it. */
  readonly size: number
}

/**
 * Spans to be drawn. Neighbours that are shorter than `leastMs` are drawn together as long as they are, so that a
 * sensor that comes and goes all day is a handful of strips and not thousands.
 */
export function stripsOf(spans: readonly HealthSpan[], leastMs: number): readonly Strip[] {
  const strips: Strip[] = []
  for (const span of spans) {
    const last = strips.at(-1)
    const isShort = span.end - span.start < leastMs
    if (last !== undefined && isShort && last.end - last.start < leastMs) {
      const status = urgencyOf(span.status) < urgencyOf(last.status) ? span.status : last.status
      strips[strips.length - 1] = { status, start: last.start, end: span.end, size: last.size + 1 }
    } else strips.push({ ...span, size: 1 })
  }
  return strips
}

/** The last ten days up to now in whole minutes: as much as the server answers for. */
export function lastTenDays(now: number): { readonly start: number; readonly end: number } {
  const minute = Math.floor(now / 60_000) * 60_000
  // The server takes the minute of the end in full.
  return { start: minute + 60_000 - 10 * 86_400_000, end: minute }
}
