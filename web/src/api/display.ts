import type { DensitySpace } from '../../../src/client/density-wire.ts'
import { failureOf, HeadcountError } from '../../../src/client/headcount-error.ts'
import type { Display } from '../../../src/client/native-wire.ts'
import { Transport } from '../../../src/client/transport.ts'
import { timedFetch } from '../state/server-clock.ts'

/** A display with where its floor is. */
export interface ShownDisplay extends Display {
  /** Names of what the floor is in, from the top down. */
  readonly above: readonly string[]
}

/** Where on an image spaces are; corners in fractions of its width and height. */
export interface DisplayPlan {
  readonly image: {
    readonly url: string
    readonly width: number
    readonly height: number
  } | null
  readonly areas: readonly {
    readonly space_id: string
    readonly points: readonly (readonly [number, number])[]
  }[]
}

/** What `POST /v3/wayfinding/token` issues (density-v3.md §8). */
interface IssuedDisplayToken {
  readonly access_token: string
  /** Seconds. */
  readonly expires_in: number
}

/** The screen asks again by itself: one attempt tells it how things stand. */
const retry = { attempts: 1 }
const TIMEOUT_MS = 20_000

/** A token for a display by a client credential. Throws `HeadcountError`. */
export async function displayToken(
  display: string,
  clientId: string,
  clientSecret: string,
): Promise<IssuedDisplayToken> {
  const response = await fetch('/v3/wayfinding/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      display_id: display,
    }),
    // A refusal names the scheme Basic: with credentials the browser would ask whoever passes for a password.
    credentials: 'omit',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new HeadcountError({ status: null, detail: String(cause) }, { cause })
  })
  if (!response.ok) throw new HeadcountError(failureOf(response, await response.text()))
  return (await response.json()) as IssuedDisplayToken
}

/** What a screen may read, by its token, or by the session where it has none. All throw `HeadcountError`. */
export class DisplayReader {
  readonly #transport: Transport
  readonly #token: string | undefined

  constructor(token: string | undefined) {
    this.#token = token
    this.#transport = new Transport({
      baseUrl: location.origin,
      fetch: timedFetch,
      retry,
      timeoutMs: TIMEOUT_MS,
      ...(token !== undefined && { token }),
    })
  }

  async display(id: string): Promise<ShownDisplay> {
    return (await this.#get(`/api/displays/${encodeURIComponent(id)}`)) as ShownDisplay
  }

  async spaces(): Promise<readonly DensitySpace[]> {
    return (await this.#get('/v3/spaces')) as readonly DensitySpace[]
  }

  async plan(floor: string): Promise<DisplayPlan> {
    return (await this.#get(`/api/spaces/${encodeURIComponent(floor)}/plan`)) as DisplayPlan
  }

  /** The bytes of a plan's image: an `<img>` could not send the token. `null` when they are not to be had. */
  async image(path: string): Promise<Blob | null> {
    const headers = this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }
    const response = await fetch(path, { headers })
    return response.ok ? await response.blob() : null
  }

  #get(path: string): Promise<unknown> {
    return this.#transport.call({ method: 'GET', path, idempotent: true })
  }
}
