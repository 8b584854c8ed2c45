import type { ChangePlace, PlacedChange } from '../domain/change/restatement.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { type ChangeStore, KEPT_CHANGES_MS, type RestatedRow } from '../storage/change-store.ts'
import type { LogRow } from '../storage/log-row.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { restatedByReadings } from './late-readings.ts'
import { Pacing } from './pacing.ts'

/** Restated rows that may wait to be kept. */
const MAX_UNKEPT = 1_000

export interface ChangesOptions {
  readonly log: ReadingLog
  readonly store: ChangeStore
  readonly clock: () => EpochMs
  /** The set-up of an organization as it is now. */
  readonly portfolio: (organization: OrganizationKey) => Promise<Portfolio>
  /** Told of what cannot be looked at; it is tried again with the next row. */
  readonly onError: (error: unknown) => void
}

/** An organization's log being followed. */
interface Following {
  /** The position up to which rows were looked at. */
  seen: number
  unkept: RestatedRow[]
  /** Whether the log is no longer followed. */
  ended: boolean
  readonly waiting: Set<() => void>
}

/**
 * Which closed figures were restated, by what, and when: follows every organization's log from where it stopped, and
 * keeps what it finds. What a change of the set-up restates is kept with its row already.
 */
export class Changes {
  readonly #options: ChangesOptions
  readonly #stopping = new AbortController()
  readonly #followings = new Map<OrganizationKey, Promise<Following>>()
  readonly #ends: Promise<void>[] = []

  constructor(options: ChangesOptions) {
    this.#options = options
  }

  /** Begins to follow an organization's log; once is enough. */
  begin(organization: OrganizationKey): void {
    this.#follow(organization).catch(this.#options.onError)
  }

  #follow(organization: OrganizationKey): Promise<Following> {
    const known = this.#followings.get(organization)
    if (known !== undefined) return known
    const following = this.#open(organization)
    this.#followings.set(organization, following)
    following.catch(() => this.#followings.delete(organization))
    return following
  }

  /** What rows after a position restated, ascending, at most `limit`; all that was acknowledged before is in. */
  async list(
    organization: OrganizationKey,
    since: ChangePlace,
    limit: number,
  ): Promise<readonly PlacedChange[]> {
    await this.settled(organization)
    await this.#keep(organization)
    return this.#options.store.list(organization, since, limit)
  }

  /** Resolves once every row that is durable now was looked at. */
  async settled(organization: OrganizationKey): Promise<void> {
    const following = await this.#follow(organization)
    const position = this.#options.log.position(organization)
    while (following.seen < position && !following.ended)
      await new Promise<void>((resolve) => following.waiting.add(resolve))
  }

  /** Keeps what was found up to now: to be called before rows of the log may go. */
  async save(): Promise<void> {
    for (const organization of [...this.#followings.keys()]) {
      await this.settled(organization)
      await this.#keep(organization)
    }
  }

  /** Ends following; what was not kept is found again. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const following of this.#followings.values()) wake(await following)
    await Promise.all(this.#ends)
  }

  async #open(organization: OrganizationKey): Promise<Following> {
    const seen = await this.#options.store.covered(organization)
    const following: Following = { seen, unkept: [], ended: false, waiting: new Set() }
    const end = this.#run(organization, following).catch(this.#options.onError)
    this.#ends.push(
      end.finally(() => {
        following.ended = true
        wake(following)
      }),
    )
    return following
  }

  async #run(organization: OrganizationKey, following: Following): Promise<void> {
    const { log, onError } = this.#options
    for await (const row of log.follow(organization, following.seen, this.#stopping.signal)) {
      try {
        await this.#look(row, following)
      } catch (error) {
        // Left out of the list rather than holding up all that follows; readings and answers have nothing to do with it.
        onError(error)
      }
      following.seen = row.seq
      wake(following)
      if (following.unkept.length >= MAX_UNKEPT) await this.#keep(organization).catch(onError)
    }
  }

  async #look(row: LogRow, { unkept }: Following): Promise<void> {
    if (row.kind !== 'readings') return
    const { log, portfolio } = this.#options
    const current = await portfolio(row.organization)
    const restated = await restatedByReadings(row, current, log, new Pacing())
    if (restated.length > 0) unkept.push({ seq: row.seq, at: row.at, actor: row.actor, restated })
  }

  async #keep(organization: OrganizationKey): Promise<void> {
    const { store, clock } = this.#options
    const following = await this.#follow(organization)
    const { seen, unkept } = following
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
