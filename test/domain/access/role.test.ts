import { expect, test } from 'vitest'
import { includes, roles } from '../../../src/domain/access/role.ts'
import { permissions } from '../../../src/domain/access/scope.ts'
import { emailKey } from '../../../src/domain/access/user.ts'

test('roles include fewer permissions from the owner down', () => {
  const granted = roles.map((role) => permissions.filter((permission) => includes(role, permission)))

  expect(granted).toEqual([
    ['read', 'write', 'users'],
    ['read', 'write', 'users'],
    ['read', 'write'],
    ['read'],
  ])
})

test('e-mail addresses that differ in case alone are the same', () => {
  expect(emailKey('Ada@Example.ORG')).toBe(emailKey('ada@example.org'))
  expect(emailKey('ada@example.org')).not.toBe(emailKey('bea@example.org'))
})
