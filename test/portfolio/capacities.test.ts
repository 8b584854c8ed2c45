import { expect, test } from 'vitest'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { NOW, openPortfolios } from './open-portfolios.ts'

test('a space that is created with a capacity had it always', async () => {
  const { portfolios, author, building } = await openPortfolios()
  const { id: parentId } = await building()

  const room = await portfolios.createSpace(author, { name: 'Room', type: 'space', parentId, capacity: 4 })

  expect(room).toMatchObject({ capacity: 4, pastCapacities: [] })
})

test('each change of a capacity is kept with the time it was made, also after a restart', async () => {
  const store = openMemoryStore()
  const opened = await openPortfolios(store)
  const { portfolios, author, room } = opened
  const { id, key } = await room()
  const set = async (capacity: number | null, at: number) => {
    opened.now = at
    await portfolios.updateSpace(author, id, { capacity })
  }

  await set(10, NOW + 1)
  await set(20, NOW + 2)
  await set(null, NOW + 3)
  await set(20, NOW + 4)

  const expected = {
    capacity: 20,
    pastCapacities: [
      { capacity: 10, until: NOW + 2 },
      { capacity: 20, until: NOW + 3 },
      { capacity: null, until: NOW + 4 },
    ],
  }
  expect((await opened.current()).space(key)).toMatchObject(expected)
  const { spaces } = await store.portfolios.load(author.organization)
  expect(spaces.find((space) => space.key === key)).toMatchObject(expected)
})

test('applying a document with another capacity keeps what it was', async () => {
  const opened = await openPortfolios()
  const { portfolios, author } = opened
  const document = (capacity: number) => ({
    spaces: [{ id: 'spc_a', name: 'A', type: 'building', timeZone: 'UTC', capacity }],
  })
  await portfolios.applyAll(author, document(10))
  opened.now = NOW + 1

  await portfolios.applyAll(author, document(10))
  await portfolios.applyAll(author, document(20))

  const space = (await opened.current()).spaceById('spc_a')
  expect(space).toMatchObject({ capacity: 20, pastCapacities: [{ capacity: 10, until: NOW + 1 }] })
})

test('a change of something else leaves the capacities alone', async () => {
  const opened = await openPortfolios()
  const { portfolios, author, room } = opened
  const { id } = await room()
  await portfolios.updateSpace(author, id, { capacity: 10 })
  opened.now = NOW + 1

  const renamed = await portfolios.updateSpace(author, id, { name: 'Other', capacity: 10 })

  expect(renamed).toMatchObject({ name: 'Other', capacity: 10, pastCapacities: [] })
})

test('the audit tells the present capacity before and after, and no list of past ones', async () => {
  const { portfolios, author, room, store } = await openPortfolios()
  const { id } = await room()
  await portfolios.updateSpace(author, id, { capacity: 10 })

  const [entry] = await store.access.audit(author.organization, 1, null)

  expect(JSON.parse(entry?.before ?? '')).toMatchObject({ capacity: null })
  expect(JSON.parse(entry?.after ?? '')).toMatchObject({ capacity: 10 })
  expect(entry?.after).not.toContain('pastCapacities')
})
