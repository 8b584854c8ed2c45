import type { Permission } from './scope.ts'

/** What a person is to an organization (density-v3.md §8), from the most powerful down. */
export const roles = ['owner', 'admin', 'editor', 'readonly'] as const
export type Role = (typeof roles)[number]

const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ['read', 'write', 'users'],
  admin: ['read', 'write', 'users'],
  editor: ['read', 'write'],
  readonly: ['read'],
}

/** Whether a role includes a permission: an editor manages no users, and who only reads does not write either. */
export function includes(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission)
}
