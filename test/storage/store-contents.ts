import { type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import type { Store } from '../../src/storage/store.ts'
import { plain, steadyDay } from './slot-days.ts'

const EVERYTHING = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

/** Something of every kind; `offset` keeps several fillings apart. */
export async function fill(store: Store, offset = 0): Promise<void> {
  const organization = 1 + offset
  const key = 1 + offset
  await store.access.addOrganization({ key, id: `org_${key}`, name: 'Company', createdAt: 1 })
  await store.access.addToken({
    id: `tkn_${key}`,
    organization,
    name: 'Reader',
    hash: offset === 0 ? 'hash' : `hash-${key}`,
    scopes: ['read'],
    spaces: [1],
    createdAt: 1,
    expiresAt: null,
  })
  await store.credentials.addCredential({
    id: `cli_${key}`,
    organization,
    name: 'Robot',
    hash: offset === 0 ? 'hash' : `hash-${key}`,
    permissions: ['read', 'users'],
    role: 'admin',
    spaces: [1],
    createdAt: 1,
  })
  await store.signingKeys.addSigningKey({ id: `key_${key}`, publicJwk: '{}', privateJwk: '{}', createdAt: 1 })
  const user = { email: 'a@example.org', fullName: null, role: 'owner' as const, spaces: ['spc_1'] }
  await store.users.change(organization, () => ({
    put: { ...user, id: `usr_${key}`, organization, createdAt: 1 },
    audit: { at: 1, actor: 'system', action: 'user.create', target: 'usr', before: null, after: '{}' },
  }))
  const sensor = {
    key,
    organization,
    serialNumber: 'Z1',
    type: 'oa' as const,
    hardwareType: null,
    firmwareVersion: null,
    heartbeatMs: 60_000,
    networkAddresses: [{ address: '10.0.0.1', family: 'IPv4', interface: 'eth0', mac: '00:11' }],
    coverage: [{ space: 1, from: 0, until: Number.POSITIVE_INFINITY }],
    createdAt: 1,
    updatedAt: 1,
  }
  const entry = { at: 1, actor: 'system', action: 'sensor.create', target: 'Z1', before: null, after: '{}' }
  await store.portfolios.write(organization, { sensors: [sensor] }, [entry])
  const bytes = new Uint8Array([1, 2, 255])
  const image = {
    mediaType: 'image/png' as const,
    width: 4,
    height: 3,
    sizeBytes: 3,
    digest: 'd',
    updatedAt: 1,
  }
  await store.plans.change(organization, key, () => ({
    image: { image, bytes },
    areas: [
      {
        space: 2,
        points: [
          [0, 0.1],
          [1, 0],
          [0.5, 1],
        ],
      },
    ],
    audit: { ...entry, action: 'plan_image.create', target: 'spc' },
  }))
  for (let space = 1; space <= 4; space++)
    await store.rollups.writeDays(
      space + offset,
      [steadyDay(19_800, space), steadyDay(19_801, 300)],
      [{ from: 19_802, until: Number.POSITIVE_INFINITY }],
    )
  await store.readings.append(
    1,
    [1, 2, 3].map((minute) => ({ reading: count(4 * key, minute * 60_000), replace: false })),
  )
}

function count(subject: number, at: number): Reading {
  return { subject, at, kind: ReadingKind.count, space: 1, seq: 0, value: 7, capped: false }
}

/** All that `fill` wrote, in a form that compares. */
export async function contents(store: Store): Promise<unknown> {
  return {
    organizations: await store.access.organizations(),
    tokens: await store.access.tokens(1),
    credentials: await store.credentials.credentials(1),
    signingKeys: await store.signingKeys.signingKeys(),
    users: await store.users.users(1),
    audit: await store.access.audit(1, 10, null),
    portfolio: await store.portfolios.load(1),
    plan: await store.plans.plan(1, 1),
    planImage: await store.plans.image(1, 1),
    stale: await store.rollups.staleDays(),
    days: await Promise.all(
      [1, 2, 3, 4].map(async (space) => plain(await store.rollups.readDays(space, EVERYTHING))),
    ),
    readings: await store.readings.read(4, EVERYTHING),
  }
}
