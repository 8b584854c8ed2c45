import { expect, test } from 'vitest'
import { keyOf } from '../../../web/src/state/screen-key.ts'

test('the fragment of a screen link is a client credential, or a token', () => {
  expect(keyOf('cli_1:sec_a-b:c')).toEqual({ kind: 'pair', clientId: 'cli_1', clientSecret: 'sec_a-b:c' })
  expect(keyOf('token=eyJ.a_b.c-d')).toEqual({ kind: 'token', token: 'eyJ.a_b.c-d' })
})

test.each(['', 'top', 'cli_1', 'cli_1:', ':sec', 'token=', 'token=a b'])('“%s” is no key', (fragment) => {
  expect(keyOf(fragment)).toBeNull()
})
