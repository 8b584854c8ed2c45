import type { Scope } from '../../../../../src/client/native-wire.ts'
import type { IssuedCredential } from '../../../api/access.ts'

/** A call on the command line that shows that a token works. */
export function tokenExample(origin: string, token: string, scopes: readonly Scope[]): string {
  const header = `-H 'Authorization: Bearer ${token}'`
  if (scopes.includes('read') || scopes.includes('admin')) return `curl ${header} ${origin}/v3/spaces`
  if (scopes.includes('write')) {
    return `curl ${header} -H 'Content-Type: application/json' -d '{"name": "Quiet"}' ${origin}/v3/labels`
  }
  return `curl ${header} -H 'Content-Type: application/json' -d '[]' ${origin}/api/readings`
}

/** A call on the command line that exchanges a client’s id and secret for a token. */
export function clientExample(origin: string, { client_id, client_secret }: IssuedCredential): string {
  const form = `grant_type=client_credentials&client_id=${client_id}&client_secret=${client_secret}`
  return `curl -d '${form}' ${origin}/v3/oauth/token`
}

/** The moment at which a day, `YYYY-MM-DD`, ends on the clocks here, in ISO 8601; `null` for no day. */
export function endOfDay(date: string): string | null {
  const [year, month, day] = date.split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  return new Date(year, month - 1, day + 1).toISOString()
}
