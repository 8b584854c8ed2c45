import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const FILE = 'demo.json'

const shape = z.object({
  seed: z.int(),
  /** When the demo was set up. */
  begunAt: z.int(),
  /** What of the story is in the store: `[toldFrom, toldUntil)`, in epoch milliseconds. */
  toldFrom: z.int(),
  toldUntil: z.int(),
})

/** How far a demo has come: kept beside the store, so that the next start goes on with the same story. */
export type DemoState = Readonly<z.infer<typeof shape>>

/** The state of the demo in a data directory; `null` where there is none. Rejects when the file is not as written. */
export async function readDemoState(directory: string): Promise<DemoState | null> {
  const file = join(directory, FILE)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${file} is damaged. Remove it to keep the store as it is, without a demo.`, { cause })
  }
}

/** Replaces the state of the demo in a data directory: wholly or not at all. */
export async function writeDemoState(directory: string, state: DemoState): Promise<void> {
  const file = join(directory, FILE)
  await writeFile(`${file}.part`, `${JSON.stringify(state)}\n`, { mode: 0o600 })
  await rename(`${file}.part`, file)
}
