import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { NOW, type OpenPortfolios, openPortfolios } from './open-portfolios.ts'

test('everything that was set up is the same after a restart', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'headcount-'))
  try {
    const store = await openSqliteStore({ directory })
    const open = await openPortfolios(store)
    await setUp(open)
    const before = await open.current()
    const displays = await open.portfolios.listDisplays(open.author.organization)
    await store.close()

    const reopened = await openSqliteStore({ directory })
    const again = await openPortfolios(reopened)
    const after = await again.portfolios.current(open.author.organization)
    expect(after).toEqual(before)
    expect(after.sensors).toEqual(before.sensors)
    expect(after.sensors[0]?.coverage[0]).toMatchObject({ from: -Infinity, until: Infinity })
    expect(await again.portfolios.listDisplays(open.author.organization)).toEqual(displays)
    await reopened.close()
  } finally {
    await rm(directory, { recursive: true })
  }
})

async function setUp({ portfolios, author, building }: OpenPortfolios): Promise<void> {
  const hq = await building()
  const floor = await portfolios.createSpace(author, {
    name: 'F',
    type: 'floor',
    parentId: hq.id,
    labels: ['L'],
  })
  await portfolios.createSensor(author, { serialNumber: 'S', type: 'oa', spaceIds: [floor.id, hq.id] })
  await portfolios.createSensor(author, { serialNumber: 'E', type: 'entry', heartbeatSeconds: 2.5 })
  const sides = [{ spaceId: hq.id, placement: -1 }]
  await portfolios.createDoorway(author, { name: 'D', sides, sensorSerialNumber: 'E' })
  await portfolios.createDisplay(author, { name: 'Lobby', floorId: floor.id })
  await portfolios.createLabelGroup(author, 'Group')
  expect(floor.createdAt).toBe(NOW)
}
