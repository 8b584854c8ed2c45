import type { Access } from '../domain/access/access.ts'
import type { Role } from '../domain/access/role.ts'
import { emailKey, type User } from '../domain/access/user.ts'
import { conflict, DomainError, invalid, notFound } from '../domain/errors.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { UserChange, UserStore } from '../storage/user-store.ts'
import { createId, type RandomBytes } from './secret.ts'

/** A caller who manages users. */
export interface UserManager {
  readonly access: Access
  /** Whether the caller sees the space with a public id. */
  readonly sees: (spaceId: string) => boolean
}

/** What a new user is to be. */
export type NewUser = Pick<User, 'email' | 'fullName' | 'role' | 'spaces'>

/** What is to be different about a user; what is left out stays. */
export interface UserUpdate {
  readonly fullName?: string | null | undefined
  readonly role?: Role | undefined
  readonly spaces?: readonly string[] | undefined
}

/**
 * The people of an organization (density-v3.md §8). A caller who is limited to some spaces knows and manages only
 * users who are limited to them too; one with the role of an admin manages only those who read.
 */
export interface Users {
  /** Oldest first. */
  list(by: UserManager): Promise<readonly User[]>
  /** Rejects as `not_found`. */
  find(by: UserManager, id: string): Promise<User>
  /** Rejects as `conflict` when somebody has the e-mail address already, and as `forbidden` who may not. */
  create(by: UserManager, user: NewUser): Promise<User>
  /** Rejects as `invalid` what would leave the organization without an owner. */
  update(by: UserManager, id: string, change: UserUpdate): Promise<User>
  /** Rejects as `invalid` for the last owner. */
  remove(by: UserManager, id: string): Promise<void>
}

/** What users are made of. */
export interface UsersParts {
  readonly store: UserStore
  readonly clock: () => EpochMs
  readonly randomBytes: RandomBytes
}

/** Users over a store. */
export function createUsers({ store, clock, randomBytes }: UsersParts): Users {
  function changeOf(by: UserManager, before: User | null, after: User | null): UserChange {
    const verb = before === null ? 'create' : after === null ? 'delete' : 'update'
    const target = (after ?? before)?.id ?? ''
    const audit = {
      at: clock(),
      actor: by.access.actor,
      action: `user.${verb}`,
      target,
      before: before === null ? null : describe(before),
      after: after === null ? null : describe(after),
    }
    return after === null ? { removed: target, audit } : { put: after, audit }
  }

  return {
    async list(by) {
      return (await store.users(by.access.organization)).filter((user) => knows(by, user))
    },

    async find(by, id) {
      return requireKnown(by, await store.users(by.access.organization), id)
    },

    async create(by, request) {
      const { organization } = by.access
      const user = { ...request, id: createId('usr', randomBytes), organization, createdAt: clock() }
      await store.change(organization, (users) => {
        requireManageable(by, user)
        const key = emailKey(user.email)
        if (users.some(({ email }) => emailKey(email) === key)) {
          throw conflict('duplicate_email', `\`email\` is taken: there is a user with ${user.email} already.`)
        }
        return changeOf(by, null, user)
      })
      return user
    },

    async update(by, id, update) {
      let updated: User | undefined
      await store.change(by.access.organization, (users) => {
        const before = requireKnown(by, users, id)
        updated = updatedUser(before, update)
        requireManageable(by, before)
        requireManageable(by, updated)
        if (before.role === 'owner' && updated.role !== 'owner') requireAnotherOwner(users, id)
        return describe(before) === describe(updated) ? null : changeOf(by, before, updated)
      })
      if (updated === undefined) throw notFound('user', id)
      return updated
    },

    async remove(by, id) {
      await store.change(by.access.organization, (users) => {
        const user = requireKnown(by, users, id)
        requireManageable(by, user)
        if (user.role === 'owner') requireAnotherOwner(users, id)
        return changeOf(by, user, null)
      })
    },
  }
}

function updatedUser(before: User, { fullName, role, spaces }: UserUpdate): User {
  return {
    ...before,
    fullName: fullName === undefined ? before.fullName : fullName,
    role: role ?? before.role,
    spaces: spaces ?? before.spaces,
  }
}

function requireKnown(by: UserManager, users: readonly User[], id: string): User {
  const user = users.find((candidate) => candidate.id === id)
  if (user === undefined || !knows(by, user)) throw notFound('user', id)
  return user
}

/** Whether a user's reach is within the caller's. */
function knows({ access, sees }: UserManager, user: User): boolean {
  if (access.spaces === null) return true
  return user.role !== 'owner' && user.spaces.length > 0 && user.spaces.every(sees)
}

function requireManageable(by: UserManager, user: User): void {
  if (by.access.role === 'admin' && user.role !== 'readonly') {
    throw new DomainError(
      'forbidden',
      'admin_role',
      'A client with the role admin manages readonly users only.',
    )
  }
  if (!knows(by, user)) {
    throw new DomainError(
      'forbidden',
      'limited_token',
      'Who is limited to some spaces manages users who are limited to them: name their `spaces`.',
    )
  }
}

function requireAnotherOwner(users: readonly User[], id: string): void {
  if (users.some((user) => user.role === 'owner' && user.id !== id)) return
  throw invalid(
    'last_owner',
    'The last owner can be neither removed nor demoted: make somebody else an owner first.',
  )
}

/** What the audit says about a user. */
function describe({ email, fullName, role, spaces }: User): string {
  return JSON.stringify({ email, fullName, role, spaces })
}
