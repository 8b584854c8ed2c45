import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { copyStore } from './full-store.ts'
import { questionsFor, toBody } from './question.ts'
import { type Memory, ServerProcess } from './server-process.ts'
import { figure } from './table.ts'
import { median } from './timing.ts'

/** How soon a server on the full store can answer, and how much memory it takes. */
export const startupBench: Bench = {
  name: 'startup',
  async run(scene) {
    const { scale, scratch, progress } = scene
    const full = await copyStore(await scene.fullStore(), join(scratch, 'startup'))
    const starts: number[] = []
    const fresh: (Memory | null)[] = []
    const used: (Memory | null)[] = []
    for (let run = 1; run <= scale.startRuns; run++) {
      progress(`startup: run ${run} of ${scale.startRuns}`)
      const server = await ServerProcess.start('serve', full.directory)
      try {
        starts.push(server.startMs)
        fresh.push(await server.memory())
        for (const question of questionsFor(full.spaces)) {
          for (let asked = 0; asked < 3; asked++) {
            await server.ask('/v3/analytics/metrics', full.token, toBody(question))
          }
        }
        used.push(await server.memory())
      } finally {
        await server.stop()
      }
    }
    return [
      {
        title: 'Start on the full store',
        columns: ['figure', 'median'],
        rows: [
          ['from the start of the process to `listening on`, ms', figure(median(starts))],
          ['resident memory then, MiB', middle(fresh, 'residentMiB')],
          ['resident memory after each question three times, MiB', middle(used, 'residentMiB')],
          ['highest resident memory until then, MiB', middle(used, 'peakMiB')],
        ],
        notes: [`${scale.startRuns} starts; the store is in the page cache.`],
      },
    ]
  },
}

function middle(memories: readonly (Memory | null)[], field: keyof Memory): string {
  const known = memories.filter((memory) => memory !== null)
  return known.length === 0 ? 'unknown' : figure(median(known.map((memory) => memory[field])))
}
