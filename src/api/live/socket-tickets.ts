import { createHash } from 'node:crypto'
import type { LiveHolder } from './live-holders.ts'
import type { SocketTarget } from './socket-target.ts'

/** What opens one socket once. */
export interface SocketTicket {
  readonly holder: LiveHolder
  readonly target: SocketTarget
}

interface KeptTicket extends SocketTicket {
  readonly expiresAt: number
}

/** Source of cryptographically strong random bytes. */
export type RandomBytes = (count: number) => Uint8Array

/** One-time secrets for opening sockets, kept in memory as hashes only (density-v3.md §7). */
export class SocketTickets {
  readonly #kept = new Map<string, KeptTicket>()
  readonly #lifeMs: number
  readonly #randomBytes: RandomBytes

  constructor(lifeMs: number, randomBytes: RandomBytes) {
    this.#lifeMs = lifeMs
    this.#randomBytes = randomBytes
  }

  /** A secret that opens a socket once, soon. Throws `overloaded` when the holder has too much open. */
  issue(ticket: SocketTicket): string {
    ticket.holder.reserve()
    const secret = Buffer.from(this.#randomBytes(32)).toString('base64url')
    this.#kept.set(hash(secret), { ...ticket, expiresAt: performance.now() + this.#lifeMs })
    return secret
  }

  /** What a secret opens, which it does only once; `null` for one that is unknown, used or too old. */
  redeem(secret: string): SocketTicket | null {
    const name = hash(secret)
    const ticket = this.#kept.get(name)
    if (ticket === undefined) return null
    this.#drop(name, ticket)
    return ticket.expiresAt > performance.now() ? ticket : null
  }

  /** Forgets what is too old. */
  sweep(): void {
    const now = performance.now()
    for (const [name, ticket] of this.#kept) {
      // They expire in the order in which they were issued.
      if (ticket.expiresAt > now) return
      this.#drop(name, ticket)
    }
  }

  #drop(name: string, ticket: KeptTicket): void {
    this.#kept.delete(name)
    ticket.holder.release()
  }
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64')
}
