import { HeadcountError } from '../../../src/client/headcount-error.ts'
import { displayToken } from '../api/display.ts'
import type { ScreenKey } from './screen-key.ts'

/** A token is renewed when less than this share of its life is left. */
const RENEWAL_SHARE = 0.25
/** How soon a refused pair is tried again. */
const REFUSED_PAUSE_MS = 55_000

interface Held {
  readonly token: string
  /** By this screen's clock, from when it was issued. */
  readonly renewAt: number
}

/** The bearer of one screen, renewed for as long as its client credential is good. */
export class ScreenToken {
  readonly #display: string
  readonly #key: ScreenKey
  #held: Held | null = null
  #asking: Promise<string> | null = null
  #refusal: { readonly error: HeadcountError; readonly until: number } | null = null

  constructor(display: string, key: ScreenKey) {
    this.#display = display
    this.#key = key
  }

  /** Whether a token that has come to nothing can be had anew. */
  get isRenewable(): boolean {
    return this.#key.kind === 'pair'
  }

  /** The token to send; `undefined` where the session's cookie speaks. Throws `HeadcountError` when none is issued. */
  async bearer(): Promise<string | undefined> {
    if (this.#key.kind === 'session') return undefined
    if (this.#key.kind === 'token') return this.#key.token
    const { clientId, clientSecret } = this.#key
    if (this.#held !== null && Date.now() < this.#held.renewAt) return this.#held.token
    if (this.#refusal !== null && Date.now() < this.#refusal.until) throw this.#refusal.error
    this.#asking ??= this.#ask(clientId, clientSecret).finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  /** The bearer as a request carries it. */
  async headers(): Promise<Record<string, string>> {
    const token = await this.bearer()
    return token === undefined ? {} : { authorization: `Bearer ${token}` }
  }

  /** The server does not take the token any more: the next one is a new one. */
  forget(): void {
    this.#held = null
  }

  async #ask(clientId: string, clientSecret: string): Promise<string> {
    try {
      const { access_token: token, expires_in: lifeS } = await displayToken(
        this.#display,
        clientId,
        clientSecret,
      )
      this.#held = { token, renewAt: Date.now() + lifeS * 1_000 * (1 - RENEWAL_SHARE) }
      this.#refusal = null
      return token
    } catch (error) {
      // A server that is away says nothing about the pair.
      if (error instanceof HeadcountError && isRefusal(error)) {
        this.#refusal = { error, until: Date.now() + REFUSED_PAUSE_MS }
      }
      throw error
    }
  }
}

function isRefusal({ status }: HeadcountError): boolean {
  return status !== null && status >= 400 && status < 500 && status !== 429
}
