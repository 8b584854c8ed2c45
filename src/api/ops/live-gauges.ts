import { Gauge, type Registry } from 'prom-client'
import type { LiveFigures } from '../live/live-connections.ts'

/** Figures about what is live. */
export interface LiveGaugeFigures extends LiveFigures {
  /** The longest time since the last look from a durable batch to its changes being told. */
  readonly lagMs: number
}

const MS_PER_SECOND = 1_000

/** Adds the figures about live connections to a registry; what comes back sets them. */
export function createLiveGauges(registry: Registry): (figures: LiveGaugeFigures) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const sockets = gauge('headcount_live_sockets', 'WebSockets that are open.')
  const streams = gauge('headcount_live_streams', 'Event streams that are open.')
  const messages = gauge('headcount_live_messages_total', 'Live messages sent since the start.')
  const lag = gauge(
    'headcount_live_lag_seconds',
    'Longest time since the last look from a durable batch to its changes being told.',
  )
  return (figures) => {
    sockets.set(figures.sockets)
    streams.set(figures.streams)
    messages.set(figures.messages)
    lag.set(figures.lagMs / MS_PER_SECOND)
  }
}
