import type { LightMyRequestResponse } from 'fastify'

/** A response that is no refusal; throws, with what it said, otherwise. */
export function demand(response: LightMyRequestResponse): LightMyRequestResponse {
  if (response.statusCode < 400) return response
  const { method, url } = response.raw.req
  throw new Error(`${method} ${url} answered ${response.statusCode}: ${response.body}`)
}
