import type { EpochMs } from '../domain/time/interval.ts'
import { Simulation, type SimulationOptions } from './simulation.ts'
import type { WireReading } from './wire-reading.ts'

const BATCH_SIZE = 5_000

/** A stretch of a simulation. */
export interface SimulateReadingsOptions extends SimulationOptions {
  readonly from: EpochMs
  readonly until: EpochMs
}

/**
 * All readings of a portfolio during `[from, until)`, in time order, in batches of up to 5,000. The same options
 * give the same readings, and neighbouring stretches join without a seam.
 */
export function* simulateReadings(options: SimulateReadingsOptions): Generator<WireReading[]> {
  const { from, until } = options
  const simulation = new Simulation(options)
  for (let at = from; at < until; ) {
    const { end, readings } = simulation.chapterAt(at)
    const inside = readings.filter((reading) => from <= reading.at && reading.at < until)
    for (let first = 0; first < inside.length; first += BATCH_SIZE) {
      yield inside.slice(first, first + BATCH_SIZE)
    }
    at = end
  }
}
