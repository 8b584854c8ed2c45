import type { Database, Statement } from 'better-sqlite3'
import { Block } from './block-codec.ts'
import type { Month, MonthSpan } from './month.ts'
import { SeenBlocks } from './seen-blocks.ts'

/** Reads rollup blocks over one connection. */
export class BlockReader {
  readonly #select: Statement
  readonly #verified = new SeenBlocks()

  constructor(db: Database) {
    this.#select = db
      .prepare('select month, body from blocks where space = ? and month between ? and ? order by month')
      .raw()
  }

  /** The block of a month, its checksum verified; `null` without one. Throws `DamagedBlock`. */
  read(space: number, month: Month): Block | null {
    const row = this.#select.get(space, month, month) as BlockRow | undefined
    if (row === undefined) return null
    const block = new Block({ space, month }, row[1])
    block.verify()
    return block
  }

  /**
   * The blocks of some months, ascending. Verifies the checksum of each the first time that this reader meets it:
   * doing so every time would make a fold half as dear again. Throws `DamagedBlock`.
   */
  *readAll(space: number, { first, last }: MonthSpan): Generator<Block> {
    for (const [month, body] of this.#select.all(space, first, last) as BlockRow[]) {
      const block = new Block({ space, month }, body)
      if (!this.#verified.has(space, month)) {
        block.verify()
        this.#verified.add(space, month)
      }
      yield block
    }
  }
}

type BlockRow = readonly [month: Month, body: Buffer]
