import type { EpochMs } from '../domain/time/interval.ts'
import { Simulation, type SimulationOptions } from './simulation.ts'
import type { WireReading } from './wire-reading.ts'

/** A simulation that is told as time passes. */
export interface LiveSimulation {
  /**
   * The readings since the last call (at first since `from`) and before `until`, in time order; none when `until`
   * is not later. Together they are what `simulateReadings` gives for the whole stretch.
   */
  advance(until: EpochMs): WireReading[]
}

/** Begins telling a simulation at `from`; history before it comes from `simulateReadings` with the same options. */
export function createLiveSimulation(
  options: SimulationOptions & { readonly from: EpochMs },
): LiveSimulation {
  const simulation = new Simulation(options)
  let chapter = simulation.chapterAt(options.from)
  let next = chapter.readings.filter(({ at }) => at < options.from).length

  function take(until: EpochMs): WireReading[] {
    const first = next
    while ((chapter.readings[next]?.at ?? until) < until) next++
    return chapter.readings.slice(first, next)
  }

  return {
    advance(until) {
      const readings = take(until)
      while (chapter.end < until) {
        chapter = simulation.chapterAt(chapter.end)
        next = 0
        for (const reading of take(until)) readings.push(reading)
      }
      return readings
    },
  }
}
