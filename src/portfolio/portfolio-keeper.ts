import type { Display } from '../domain/portfolio/display.ts'
import { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Site } from '../domain/portfolio/site.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Histories } from '../history/histories.ts'
import type { PlanStore } from '../storage/plan-store.ts'
import type { PortfolioStore } from '../storage/portfolio-store.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { RollupStore } from '../storage/rollup-store.ts'
import type { Author } from './author.ts'
import { PortfolioDraft } from './portfolio-draft.ts'
import type { RandomId } from './random-id.ts'
import { hasReadings } from './readings-kept.ts'

export interface PortfolioKeeperOptions {
  readonly store: PortfolioStore
  readonly readings: Pick<ReadingLog, 'count' | 'remove'>
  readonly rollups: Pick<RollupStore, 'remove'>
  readonly plans: Pick<PlanStore, 'removeSpaces'>
  /** Told of every portfolio that is loaded, and of every change to one. */
  readonly histories: Pick<Histories, 'adopt' | 'changePortfolio'>
  readonly clock: () => EpochMs
  readonly randomId: RandomId
}

/** Far below all keys of a store, for rows that are never written. */
const NO_KEYS = -(2 ** 52)

/** Edits a draft and resolves to the change's answer; what it throws leaves everything as it was. */
export type Edit<T> = (draft: PortfolioDraft, before: Portfolio) => T | Promise<T>

/** Keeps the current portfolio of each organization in memory, and makes changes to it one at a time. */
export class PortfolioKeeper {
  readonly #options: PortfolioKeeperOptions
  readonly #current = new Map<OrganizationKey, Promise<Portfolio>>()
  readonly #lastChange = new Map<OrganizationKey, Promise<unknown>>()

  constructor(options: PortfolioKeeperOptions) {
    this.#options = options
  }

  current(organization: OrganizationKey): Promise<Portfolio> {
    const known = this.#current.get(organization)
    if (known !== undefined) return known
    const loading = this.#load(organization)
    this.#current.set(organization, loading)
    loading.catch(() => this.#current.delete(organization))
    return loading
  }

  displays(organization: OrganizationKey): Promise<readonly Display[]> {
    return this.#options.store.displays(organization)
  }

  sites(organization: OrganizationKey): Promise<readonly Site[]> {
    return this.#options.store.sites(organization)
  }

  siteBySlug(slug: string): Promise<Site | null> {
    return this.#options.store.siteBySlug(slug)
  }

  /**
   * Runs an edit after all earlier ones of the organization, with `keys` keys reserved for what it creates, and
   * writes what it did, unless it is a dry run. An edit that changes nothing writes nothing.
   */
  change<T>(author: Author, keys: number, edit: Edit<T>, dryRun = false): Promise<T> {
    const previous = this.#lastChange.get(author.organization) ?? Promise.resolve()
    const run = previous.then(() => this.#run(author, keys, edit, dryRun))
    this.#lastChange.set(
      author.organization,
      run.catch(() => undefined),
    )
    return run
  }

  async #run<T>(author: Author, keys: number, edit: Edit<T>, dryRun: boolean): Promise<T> {
    const { store, readings, clock, randomId } = this.#options
    const before = await this.current(author.organization)
    const displays = await store.displays(author.organization)
    const sites = await store.sites(author.organization)
    const firstKey = keys === 0 ? NO_KEYS : await store.reserveKeys(keys)
    const isHeard = (subjects: readonly SubjectKey[]) => hasReadings(readings, subjects)
    const draft = new PortfolioDraft(
      before,
      { displays, sites },
      { author, now: clock(), randomId, isHeard, firstKey },
    )
    const answer = await edit(draft, before)
    if (draft.isChanged() && !dryRun) await this.#commit(author, before, draft)
    return answer
  }

  async #commit({ organization }: Author, before: Portfolio, draft: PortfolioDraft): Promise<void> {
    const after = draft.portfolio()
    const { store, histories } = this.#options
    await histories.changePortfolio(before, after, async (restated) => {
      await store.write(organization, draft.write(), draft.audit(), restated)
    })
    // The snapshot is swapped last: nobody reads the new set-up before it is known which rollups it makes stale.
    this.#current.set(organization, Promise.resolve(after))
  }

  async #load(organization: OrganizationKey): Promise<Portfolio> {
    const portfolio = new Portfolio(await this.#options.store.load(organization))
    this.#options.histories.adopt(portfolio)
    return portfolio
  }
}
