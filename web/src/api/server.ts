import { HeadcountError } from '../../../src/client/headcount-error.ts'
import { type Call, Transport } from '../../../src/client/transport.ts'
import { timedFetch } from '../state/server-clock.ts'
import { signedOut } from '../state/session.ts'

const transport = new Transport({ baseUrl: location.origin, fetch: timedFetch })

/**
 * The answer of a call to the server that served this page, by the session's cookie. Throws `HeadcountError` when
 * the server refuses or cannot be reached; a session that has ended leads to the sign-in page.
 */
async function ask<Answer>(call: Call): Promise<Answer> {
  try {
    return (await transport.call(call)) as Answer
  } catch (error) {
    if (error instanceof HeadcountError && error.status === 401) signedOut()
    throw error
  }
}

/** Reads something. */
export function get<Answer>(path: string, query?: Call['query'], signal?: AbortSignal): Promise<Answer> {
  return ask({ method: 'GET', path, idempotent: true, ...(query && { query }), ...(signal && { signal }) })
}

/** Asks a question that is too long for an address. */
export function query<Answer>(path: string, json: unknown, signal?: AbortSignal): Promise<Answer> {
  return ask({ method: 'POST', path, json, idempotent: true, ...(signal && { signal }) })
}

/** Changes something. */
export function send<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  json?: unknown,
): Promise<Answer> {
  return ask({ method, path, idempotent: method !== 'POST', ...(json !== undefined && { json }) })
}
