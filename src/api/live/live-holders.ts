import { createHash } from 'node:crypto'
import type { Access } from '../../domain/access/access.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Identity } from '../../identity/identity.ts'

/** Something that stays open for the bearer of a token. */
export interface HeldConnection {
  /** Looks at what the bearer may do now (`null`: the token opens nothing any more), and closes if that is too little. */
  review(access: Access | null): void
}

/** Most sockets, streams and unused URLs that one token may have at a time. */
export const MOST_PER_TOKEN = 10_000

/** Tokens looked up again in one go. */
const REVIEWS_PER_STEP = 250

/** The bearer of a token, with all that is open for it. */
export class LiveHolder {
  readonly organization: Access['organization']
  readonly #bearer: string
  readonly #connections = new Set<HeldConnection>()
  #reserved = 0

  constructor(bearer: string, access: Access) {
    this.#bearer = bearer
    this.organization = access.organization
  }

  get isIdle(): boolean {
    return this.#connections.size + this.#reserved === 0
  }

  /** Keeps a place for something that may be opened later; throws `overloaded` when there are too many. */
  reserve(): void {
    if (this.#connections.size + this.#reserved >= MOST_PER_TOKEN) {
      const message = `The token has ${MOST_PER_TOKEN} live connections open: close some first.`
      throw new DomainError('overloaded', 'too_many_connections', message)
    }
    this.#reserved++
  }

  /** Gives a kept place back. */
  release(): void {
    this.#reserved--
  }

  /** Takes in what was opened, for which a place had been kept. */
  add(connection: HeldConnection): void {
    this.#connections.add(connection)
  }

  remove(connection: HeldConnection): void {
    this.#connections.delete(connection)
  }

  /** Asks again what the token opens, and lets everything open look at it. */
  async review(identity: Pick<Identity, 'authenticate'>): Promise<void> {
    const access = await identity.authenticate(this.#bearer)
    for (const connection of [...this.#connections]) connection.review(access)
  }
}

/** Who has something open. Each token is looked up again and again, so that what is revoked anywhere closes here. */
export class LiveHolders {
  readonly #identity: Pick<Identity, 'authenticate'>
  readonly #holders = new Map<string, LiveHolder>()
  #waiting: LiveHolder[] = []

  constructor(identity: Pick<Identity, 'authenticate'>) {
    this.#identity = identity
  }

  /** The holder of a bearer token that was found good. */
  of(bearer: string, access: Access): LiveHolder {
    const name = createHash('sha256').update(bearer).digest('base64')
    const known = this.#holders.get(name)
    if (known !== undefined) return known
    const holder = new LiveHolder(bearer, access)
    this.#holders.set(name, holder)
    return holder
  }

  /** Looks some tokens up again, each one in its turn. */
  async review(): Promise<void> {
    if (this.#waiting.length === 0) {
      for (const [name, holder] of this.#holders) if (holder.isIdle) this.#holders.delete(name)
      this.#waiting = [...this.#holders.values()]
    }
    for (const holder of this.#waiting.splice(0, REVIEWS_PER_STEP)) await holder.review(this.#identity)
  }
}
