import { expect, it } from 'vitest'
import { revokeWarnings } from '../../../web/src/pages/set-up/access/revoke-warnings.ts'

const NOW = Date.parse('2026-12-01T12:00:00Z')

function token(id: string, changes: Partial<Parameters<typeof revokeWarnings>[0]> = {}) {
  return { id, name: id, scopes: ['admin' as const], space_ids: null, expires_at: null, ...changes }
}

it('says that the only token that administers everything is the last one', () => {
  const owner = token('owner')
  const limited = token('limited', { space_ids: ['spc_1'] })
  const expired = token('expired', { expires_at: '2026-12-01T11:00:00Z' })
  const reader = token('reader', { scopes: ['read'] })
  const all = [owner, limited, expired, reader]

  expect(revokeWarnings(owner, all, 'owner', NOW)).toEqual(['revokeOwn', 'revokeLast'])
  expect(revokeWarnings(reader, all, 'owner', NOW)).toEqual([])
  expect(revokeWarnings(limited, all, 'owner', NOW)).toEqual([])
})

it('does not say so while another one administers everything', () => {
  const [owner, second] = [token('owner'), token('second')]
  expect(revokeWarnings(owner, [owner, second], 'second', NOW)).toEqual([])
})

it('leaves open which of two tokens of one name is in use', () => {
  const [one, other] = [token('1', { name: 'Robin' }), token('2', { name: 'Robin' })]
  expect(revokeWarnings(one, [one, other], 'Robin', NOW)).toEqual(['revokeMaybeOwn'])
})
