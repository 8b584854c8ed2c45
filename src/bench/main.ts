import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, Scene } from './bench.ts'
import { bulkBench } from './bulk-bench.ts'
import { type FullStore, openFullStore } from './full-store.ts'
import { ingestBench } from './ingest-bench.ts'
import { latencyBench } from './latency-bench.ts'
import { liveBench } from './live-bench.ts'
import { describeMachine } from './machine.ts'
import { queriesBench } from './queries-bench.ts'
import { fullScale, quickScale } from './scale.ts'
import { startupBench } from './startup-bench.ts'
import { toMarkdown } from './table.ts'

/** Every bench, in the order in which they run. */
const benches: readonly Bench[] = [
  queriesBench,
  ingestBench,
  bulkBench,
  latencyBench,
  startupBench,
  liveBench,
]

/** How to run benches. */
export interface BenchOptions {
  /** With a tenth of the data and of the work. Default: `false`. */
  readonly quick?: boolean | undefined
  /** A directory in which the full store and the tables beside it are kept for the next run. */
  readonly data?: string | undefined
  /** Takes lines about progress. Default: standard error. */
  readonly progress?: ((line: string) => void) | undefined
}

/** Names of the benches there are. */
export const benchNames: readonly string[] = benches.map(({ name }) => name)

/**
 * Runs the benches named, or all without a name, and prints a line about the machine and then their tables, in
 * Markdown, as they come. Rejects with a `RangeError` for a name that there is not, and when a peer's answers
 * differ from ours.
 */
export async function runBenches(
  names: readonly string[],
  print: (text: string) => void,
  { quick = false, data, progress = printProgress }: BenchOptions = {},
): Promise<void> {
  const unknown = names.find((name) => !benchNames.includes(name))
  if (unknown !== undefined) {
    throw new RangeError(`There is no bench ${unknown}; there are ${benchNames.join(', ')}.`)
  }
  const scratch = await mkdtemp(join(tmpdir(), 'headcount-bench-'))
  // A peer that must not be run by root has its files below.
  await chmod(scratch, 0o711)
  try {
    const scene = await openScene(scratch, quick, data, progress)
    print(`${describeMachine()}${quick ? '; quick: a tenth of the data, figures mean little' : ''}\n`)
    for (const { name, run } of benches) {
      if (names.length > 0 && !names.includes(name)) continue
      for (const table of await run(scene)) print(toMarkdown(table))
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function openScene(
  scratch: string,
  quick: boolean,
  data: string | undefined,
  progress: (line: string) => void,
): Promise<Scene> {
  const scale = quick ? quickScale : fullScale
  const kept = data ?? scratch
  await mkdir(kept, { recursive: true })
  let full: Promise<FullStore> | null = null
  return {
    scale,
    scratch,
    kept,
    progress,
    fullStore: () => {
      full ??= openFullStore(kept, scale.spaces, progress)
      return full
    },
  }
}

function printProgress(line: string): void {
  process.stderr.write(`${line}\n`)
}
