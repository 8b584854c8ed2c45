import type { FullStore } from './full-store.ts'
import type { Scale } from './scale.ts'
import type { Table } from './table.ts'

/** What a bench works with. */
export interface Scene {
  readonly scale: Scale
  /** A directory for what the run needs; gone after it. */
  readonly scratch: string
  /** A directory whose content is kept for the next run, when one was named; else as `scratch`. */
  readonly kept: string
  /** The full store, built when first asked for. It must be left as it is: work on a copy. */
  readonly fullStore: () => Promise<FullStore>
  /** Tells of progress, one line at a time. */
  readonly progress: (line: string) => void
}

/** A set of measurements that belong together. */
export interface Bench {
  readonly name: string
  readonly run: (scene: Scene) => Promise<readonly Table[]>
}
