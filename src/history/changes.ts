import { setTimeout as delay } from 'node:timers/promises'
import type { ChangePlace, PlacedChange } from '../domain/change/restatement.ts'
import { overloaded } from '../domain/errors.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { type ChangeStore, KEPT_CHANGES_MS, type RestatedRow } from '../storage/change-store.ts'
import type { LogRow } from '../storage/log-row.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { restatedByReadings } from './late-readings.ts'
import { Pacing } from './pacing.ts'
import { RowsAhead } from './rows-ahead.ts'

/** Restated rows that may wait to be kept. */
const MAX_UNKEPT = 1_000
/** How long a log that could not be followed is left alone the first time; twice as long each further time… */
const RETRY_MS = 250
/** …but no longer than this. */
const MAX_RETRY_MS = 60_000

export interface ChangesOptions {
  readonly log: Pick<ReadingLog, 'follow' | 'position' | 'rowsAfter' | 'read' | 'extent'>
  readonly store: ChangeStore
  readonly clock: () => EpochMs
  /** The set-up of an organization as it is now. */
  readonly portfolio: (organization: OrganizationKey) => Promise<Portfolio>
  /** Told of what cannot be looked at or kept; it is tried again. */
  readonly onError: (error: unknown) => void
  /** How long the first try again waits. Default: 250 ms. */
  readonly retryMs?: number
}

/** An organization's log being followed. */
interface Following {
  readonly organization: OrganizationKey
  readonly ahead: RowsAhead
  /** The position up to which rows were looked at; `null` until it is known where that was. */
  seen: number | null
  unkept: RestatedRow[]
  /** Failures in a row, of which the last has this message; `null` while all is well. */
  failures: number
  problem: string | null
  /** Whether the log is no longer followed. */
  ended: boolean
  readonly waiting: Set<() => void>
}

/**
 * Which closed figures were restated, by what, and when: follows every organization's log from where it stopped, and
 * keeps what it finds. What a change of the set-up restates is kept with its row already. A row that cannot be looked at is
 * tried again until it can.
 */
export class Changes {
  readonly #options: ChangesOptions
  readonly #stopping = new AbortController()
  readonly #followings = new Map<OrganizationKey, Following>()
  readonly #ends: Promise<void>[] = []

  constructor(options: ChangesOptions) {
    this.#options = options
  }

  /** Begins to follow an organization's log; once is enough. */
  begin(organization: OrganizationKey): void {
    this.#follow(organization)
  }

  /** How many organizations' logs cannot be followed at present. */
  failing(): number {
    return [...this.#followings.values()].filter(({ problem }) => problem !== null).length
  }

  /**
   * What rows after a position restated, ascending, at most `limit`; all that was acknowledged before is in. Rejects as
   * `overloaded` while some of that cannot be looked at.
   */
  async list(
    organization: OrganizationKey,
    since: ChangePlace,
    limit: number,
  ): Promise<readonly PlacedChange[]> {
    await this.#keepAll(organization)
    return this.#options.store.list(organization, since, limit)
  }

  /** What rows before a position restated, descending, at most `limit`; all that was acknowledged before is in. */
  async listBefore(
    organization: OrganizationKey,
    before: ChangePlace,
    limit: number,
  ): Promise<readonly PlacedChange[]> {
    await this.#keepAll(organization)
    return this.#options.store.listBefore(organization, before, limit)
  }

  async #keepAll(organization: OrganizationKey): Promise<void> {
    await this.settled(organization)
    await this.#keep(this.#follow(organization))
  }

  /** Resolves once every row that is durable now was looked at; rejects as `overloaded` when one cannot be. */
  async settled(organization: OrganizationKey): Promise<void> {
    const { log } = this.#options
    const following = this.#follow(organization)
    const position = log.position(organization)
    while (!following.ended && (following.seen === null || following.seen < position)) {
      if (following.problem !== null)
        throw overloaded(`What was restated last is not known yet (${following.problem}). Try again later.`)
      // Rows that are gone are waited for by nobody.
      const { seen } = following
      if (seen !== null && (await log.rowsAfter(organization, seen, 1)).length === 0) return
      const isSame = following.seen === seen && following.problem === null && !following.ended
      if (isSame) await new Promise<void>((resolve) => following.waiting.add(resolve))
    }
  }

  /**
   * Keeps what was found up to now: to be called before rows of the log may go. Resolves to the position of each
   * organization after which its rows are yet to be looked at. One whose rows cannot be looked at holds up nobody: it has its rows
   * for as long as the log keeps them.
   */
  async save(): Promise<ReadonlyMap<OrganizationKey, number>> {
    const looked = new Map<OrganizationKey, number>()
    for (const following of [...this.#followings.values()]) {
      try {
        await this.settled(following.organization)
        await this.#keep(following)
        if (following.seen !== null) looked.set(following.organization, following.seen)
      } catch (error) {
        this.#options.onError(error)
      }
    }
    return looked
  }

  /** Ends following; what was not kept is found again. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const following of this.#followings.values()) wake(following)
    await Promise.allSettled(this.#ends)
  }

  #follow(organization: OrganizationKey): Following {
    const known = this.#followings.get(organization)
    if (known !== undefined) return known
    const following: Following = {
      organization,
      ahead: new RowsAhead(this.#options.log, organization),
      seen: null,
      unkept: [],
      failures: 0,
      problem: null,
      ended: false,
      waiting: new Set(),
    }
    this.#followings.set(organization, following)
    this.#ends.push(this.#run(following))
    return following
  }

  /** Follows until the end of the store or of this, over all failures. */
  async #run(following: Following): Promise<void> {
    for (let isOver = false; !isOver; ) {
      isOver = await this.#lookAtRows(following).then(
        () => true,
        (error: unknown) => this.#failed(following, error),
      )
    }
    following.ended = true
    wake(following)
  }

  /** Waits before the next try; resolves to whether there is to be none. */
  async #failed(following: Following, error: unknown): Promise<boolean> {
    const { onError, retryMs = RETRY_MS } = this.#options
    const { signal } = this.#stopping
    if (signal.aborted) return true
    following.problem = error instanceof Error ? error.message : String(error)
    onError(error)
    wake(following)
    const waitMs = Math.min(MAX_RETRY_MS, retryMs * 2 ** Math.min(20, following.failures++))
    await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined)
    return signal.aborted
  }

  async #lookAtRows(following: Following): Promise<void> {
    const { log, store, onError } = this.#options
    const { organization } = following
    following.seen ??= Math.min(await store.covered(organization), log.position(organization))
    wake(following)
    for await (const row of log.follow(organization, following.seen, this.#stopping.signal)) {
      await this.#look(row, following)
      following.ahead.passed(row)
      following.seen = row.seq
      following.failures = 0
      following.problem = null
      wake(following)
      if (following.unkept.length >= MAX_UNKEPT) await this.#keep(following).catch(onError)
    }
  }

  async #look(row: LogRow, following: Following): Promise<void> {
    if (row.kind !== 'readings') return
    const { log, portfolio } = this.#options
    const { ahead } = following
    const current = await portfolio(row.organization)
    const pacing = new Pacing(this.#stopping.signal)
    const restated = await restatedByReadings(row, { portfolio: current, log, ahead, pacing })
    // Only now: what waited to be kept may have been kept meanwhile.
    if (restated.length > 0) following.unkept.push({ seq: row.seq, at: row.at, actor: row.actor, restated })
  }

  async #keep(following: Following): Promise<void> {
    const { store, clock } = this.#options
    const { organization, seen, unkept } = following
    if (seen === null) return
    if ((await store.covered(organization)) === seen && unkept.length === 0) return
    following.unkept = []
    try {
      await store.keep(organization, unkept, seen, clock() - KEPT_CHANGES_MS)
    } catch (error) {
      following.unkept = [...unkept, ...following.unkept]
      throw error
    }
  }
}

function wake(following: Following): void {
  for (const resolve of following.waiting) resolve()
  following.waiting.clear()
}
