import { beforeEach, describe, expect, test } from 'vitest'
import { sensorSubject, spaceSubject } from '../../src/domain/portfolio/subject.ts'
import { NO_SEQ, ReadingKind } from '../../src/domain/reading/reading.ts'
import { dayOf } from '../../src/domain/time/day.ts'
import { DAY_MS } from '../../src/domain/time/interval.ts'
import type { NewSpace } from '../../src/portfolio/space-changes.ts'
import { NOW, type OpenPortfolios, openPortfolios } from './open-portfolios.ts'

let open: OpenPortfolios
beforeEach(async () => {
  open = await openPortfolios()
})

const create = (input: Partial<NewSpace>) =>
  open.portfolios.createSpace(open.author, { name: 'A', type: 'space', ...input })

describe('creating a space', () => {
  test('gives it an id, the next free location id and the zone of its parent', async () => {
    const building = await open.building()
    const space = await create({ name: '  Room 1 ', parentId: building.id })

    expect(space).toMatchObject({ name: 'Room 1', locationId: 2, parent: building.key, createdAt: NOW })
    expect(space.id).toMatch(/^spc_[0-9A-Za-z]{16,}$/)
    expect((await open.current()).timeZone(space.key)).toBe('Europe/Paris')
  })

  test('keeps ids from elsewhere, and generated location ids go round them', async () => {
    const building = await open.building()
    const kept = await create({ parentId: building.id, id: 'spc_123', locationId: 2 })
    const next = await create({ parentId: building.id })

    expect(kept).toMatchObject({ id: 'spc_123', locationId: 2 })
    expect(next.locationId).toBe(3)
  })

  test('refuses ids that are taken as a conflict', async () => {
    const parentId = (await open.building()).id
    await create({ parentId, id: 'spc_a', locationId: 7 })

    await expect(create({ parentId, id: 'spc_a' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'id_taken',
    })
    await expect(create({ parentId, locationId: 7 })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'location_id_taken',
    })
    expect((await open.current()).spaces).toHaveLength(2)
  })

  test.each<[string, Partial<NewSpace>]>([
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(256) }],
    ['capacity', { capacity: -1 }],
    ['capacity', { capacity: 1.5 }],
    ['time_zone', { timeZone: 'Mars/Olympus' }],
    ['space_type', { type: 'room' }],
    ['daily_reset', { dailyReset: '24:00' }],
    ['daily_reset', { dailyReset: '4:00' }],
    ['counting_mode', { countingMode: 'radar' }],
    ['function', { function: 'bunker' }],
    ['status', { status: 'gone' }],
    ['id', { id: 'drw_1' }],
    ['id', { id: 'spc_a b' }],
    ['location_id', { locationId: 0 }],
    ['location_id', { locationId: 2 ** 31 }],
    ['size_area', { sizeArea: -3 }],
    ['go_live_date_utc', { goLiveDateUtc: 'soon' }],
    ['labels', { labels: [' '] }],
  ])('names %s when it is wrong by itself', async (field, input) => {
    const { id: parentId } = await open.building()

    const refused = create({ parentId, ...input })

    await expect(refused).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining(field) })
    expect((await open.current()).spaces).toHaveLength(1)
  })

  test('takes a name of 255 characters and a capacity of 0', async () => {
    const { id: parentId } = await open.building()
    const space = await create({ parentId, name: 'x'.repeat(255), capacity: 0, dailyReset: '23:59' })

    expect(space).toMatchObject({ capacity: 0, dailyResetMinutes: 1_439 })
  })

  test('refuses a root without a zone, and an unknown parent', async () => {
    await expect(create({ type: 'campus' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'invalid_time_zone',
    })
    await expect(create({ parentId: 'spc_none' })).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('allows any level in the same or a higher one, and nothing else', async () => {
    const levels = ['campus', 'building', 'floor', 'space']
    for (const [upper, above] of levels.entries()) {
      const parent = await create({ type: above, timeZone: 'UTC' })
      for (const [lower, type] of levels.entries()) {
        const made = create({ type, parentId: parent.id })
        if (lower >= upper) await expect(made).resolves.toMatchObject({ parent: parent.key })
        else await expect(made).rejects.toMatchObject({ kind: 'invalid', code: 'invalid_parent_id' })
      }
    }
  })

  test('does not see the spaces of another organization', async () => {
    const { id } = await open.building()
    const other = { organization: await open.store.portfolios.reserveKeys(1), actor: 'x' }
    const foreign = { name: 'A', type: 'space', parentId: id }

    await expect(open.portfolios.createSpace(other, foreign)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(open.portfolios.updateSpace(other, id, { name: 'B' })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const same = await open.portfolios.createSpace(other, { name: 'A', type: 'campus', timeZone: 'UTC', id })
    expect(same.id).toBe(id)
  })

  test('puts named labels on it and creates those that are missing', async () => {
    const { id: parentId } = await open.building()
    const first = await create({ parentId, labels: ['Quiet', 'West'] })
    const second = await create({ parentId, labels: ['Quiet'] })

    const portfolio = await open.current()
    expect(portfolio.labelsOf(first.key).map(({ name }) => name)).toEqual(['Quiet', 'West'])
    expect(portfolio.labelsOf(second.key).map(({ name }) => name)).toEqual(['Quiet'])
    expect(portfolio.labels).toHaveLength(2)
  })

  test('many at the same time never clash', async () => {
    const { id: parentId } = await open.building()
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, index) => create({ parentId, name: `Room ${index}` })),
    )

    expect(new Set(made.map(({ locationId }) => locationId)).size).toBe(50)
    expect(new Set(made.map(({ key }) => key)).size).toBe(50)
    const claims = await Promise.allSettled(
      Array.from({ length: 5 }, () => create({ parentId, id: 'spc_same' })),
    )
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('changing a space', () => {
  test('changes what is given and leaves the rest', async () => {
    const { id: parentId } = await open.building()
    const { id } = await create({ parentId, capacity: 4, function: 'lab' })

    await open.portfolios.updateSpace(open.author, id, { name: 'B', function: null })

    expect((await open.current()).spaceById(id)).toMatchObject({ name: 'B', capacity: 4, function: null })
  })

  test('refuses to move it below itself', async () => {
    const top = await create({ timeZone: 'UTC' })
    const below = await create({ parentId: top.id })
    const deeper = await create({ parentId: below.id })

    for (const parentId of [top.id, below.id, deeper.id]) {
      await expect(open.portfolios.updateSpace(open.author, top.id, { parentId })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'invalid_parent_id',
      })
    }
    const moved = await open.portfolios.updateSpace(open.author, deeper.id, { parentId: top.id })
    expect(moved.parent).toBe(top.key)
  })

  test('refuses a level that cannot hold its children, and a root that loses its zone', async () => {
    const building = await open.building()
    await create({ type: 'floor', parentId: building.id })
    const change = (input: object) => open.portfolios.updateSpace(open.author, building.id, input)

    await expect(change({ type: 'space' })).rejects.toMatchObject({ kind: 'conflict' })
    await expect(change({ timeZone: null })).rejects.toMatchObject({ code: 'invalid_time_zone' })
  })

  test('makes its labels be the named ones', async () => {
    const { id: parentId } = await open.building()
    const { id, key } = await create({ parentId, labels: ['Quiet', 'West'] })

    await open.portfolios.updateSpace(open.author, id, { labels: ['West', 'North'] })

    expect((await open.current()).labelsOf(key).map(({ name }) => name)).toEqual(['West', 'North'])
  })

  test('is in the audit trail with what it was and is, without keys, and not when nothing changed', async () => {
    const { id } = await open.building()
    await open.portfolios.updateSpace(open.author, id, { capacity: 5 })
    await open.portfolios.updateSpace(open.author, id, { capacity: 5 })

    const trail = await open.store.access.audit(open.author.organization, 10, null)
    expect(trail.map(({ action }) => action)).toEqual(['space.update', 'space.create'])
    expect(trail[0]).toMatchObject({ actor: 'tkn_1 Tester', target: id, at: NOW })
    expect(JSON.parse(trail[0]?.before ?? '')).toMatchObject({ capacity: null, name: 'HQ' })
    expect(JSON.parse(trail[0]?.after ?? '')).toMatchObject({ capacity: 5 })
    expect(trail[0]?.after).not.toContain('"key"')
  })

  test('survives a restart', async () => {
    const { id } = await open.building()
    await open.portfolios.updateSpace(open.author, id, { capacity: 5 })

    const again = await openPortfolios(open.store)

    expect((await again.portfolios.current(open.author.organization)).spaceById(id)?.capacity).toBe(5)
  })
})

describe('deleting a space', () => {
  const remove = (id: string, cascade = false) => open.portfolios.deleteSpace(open.author, id, cascade)

  test('removes one that nothing hangs on', async () => {
    const room = await open.room()

    await remove(room.id)

    expect((await open.current()).spaceById(room.id)).toBeNull()
    await expect(remove(room.id)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('refuses while spaces are in it, or readings tell of it', async () => {
    const room = await open.room()
    const building = (await open.current()).ancestors(room.key)[0]
    const sensor = await open.portfolios.createSensor(open.author, {
      serialNumber: 'S1',
      type: 'oa',
      spaceIds: [room.id],
    })
    await remove((await open.room('Other')).id)
    const count = {
      subject: sensorSubject(sensor.key),
      at: NOW,
      kind: ReadingKind.count,
      space: room.key,
      seq: NO_SEQ,
    }
    await open.store.readings.append(1, [{ reading: { ...count, value: 2, capped: false }, replace: false }])

    await expect(remove(building?.id ?? '')).rejects.toMatchObject({ code: 'has_children' })
    await expect(remove(room.id)).rejects.toMatchObject({ kind: 'conflict', code: 'has_readings' })
  })

  test('with cascade takes all below, their resets, sides, displays and labels, and leaves the sensors', async () => {
    const building = await open.building()
    const floor = await create({ type: 'floor', parentId: building.id })
    const room = await create({ parentId: floor.id, labels: ['Quiet'] })
    const { author, portfolios, store } = open
    const outside = await open.room('Outside')
    await portfolios.createSensor(author, { serialNumber: 'S1', type: 'oa', spaceIds: [room.id, outside.id] })
    const side = (spaceId: string) => ({ spaceId, placement: 1 })
    const shared = await portfolios.createDoorway(author, {
      name: 'D',
      sides: [side(room.id), side(outside.id)],
    })
    const lone = await portfolios.createDoorway(author, { name: 'E', sides: [side(room.id)] })
    await portfolios.createDisplay(author, { name: 'Lobby', floorId: floor.id })
    const reset = { at: NOW, kind: ReadingKind.reset, space: 0, seq: NO_SEQ, value: 2, capped: false }
    const subject = spaceSubject(room.key)
    await store.readings.append(1, [{ reading: { ...reset, subject }, replace: false }])

    await remove(building.id, true)

    const portfolio = await open.current()
    expect(portfolio.spaces.map(({ name }) => name)).toEqual(['Around Outside', 'Outside'])
    expect(portfolio.sensorBySerial('S1')?.coverage.map(({ space }) => space)).toEqual([outside.key])
    expect(portfolio.doorwayById(shared.id)?.sides).toEqual([{ space: outside.key, placement: 1 }])
    expect(portfolio.doorways.find(({ id }) => id === lone.id)?.deletedAt).toBe(NOW)
    expect(portfolio.labels.map(({ spaces }) => spaces)).toEqual([[]])
    expect(await portfolios.listDisplays(author.organization)).toEqual([])
    expect(await store.readings.count(subject)).toBe(0)
  })
})

test('a space under the ids of one that was removed has none of its numbers', async () => {
  const ids = { parentId: (await open.building()).id, id: 'spc_a', locationId: 7 }
  const old = await create(ids)
  const { author, portfolios, store, histories } = open
  const sensor = await portfolios.createSensor(author, {
    serialNumber: 'S1',
    type: 'oa',
    spaceIds: ['spc_a'],
  })
  const subject = sensorSubject(sensor.key)
  const count = { subject, at: NOW, kind: ReadingKind.count, space: old.key, seq: NO_SEQ }
  await store.readings.append(1, [{ reading: { ...count, value: 2, capped: false }, replace: false }])
  open.now = NOW + 3 * DAY_MS
  await histories.derive(false)
  const days = { from: 0, until: dayOf(open.now) + 1 }
  expect(await store.rollups.readDays(old.key, days)).toHaveLength(3)

  await portfolios.deleteSpace(author, 'spc_a', true)
  const next = await create(ids)
  await portfolios.createSensor(author, { serialNumber: 'S2', type: 'oa', spaceIds: ['spc_a'] })
  await histories.derive(false)

  expect(next.key).not.toBe(old.key)
  for (const { key } of [old, next]) {
    expect(await store.rollups.readDays(key, days)).toEqual([])
    expect(histories.staleDays(key)).toEqual([])
  }
})

test('a change makes the days of spaces that count differently stale', async () => {
  const room = await open.room()
  const { author, portfolios } = open
  const sensor = await portfolios.createSensor(author, { serialNumber: 'S1', type: 'oa' })
  const count = {
    subject: sensorSubject(sensor.key),
    at: NOW,
    kind: ReadingKind.count,
    space: room.key,
    seq: NO_SEQ,
  }
  await open.store.readings.append(1, [{ reading: { ...count, value: 2, capped: false }, replace: false }])
  expect(open.histories.staleDays(room.key)).toEqual([])

  await portfolios.updateSensor(author, 'S1', { spaceIds: [room.id] })

  expect(open.histories.staleDays(room.key)).not.toEqual([])
})
