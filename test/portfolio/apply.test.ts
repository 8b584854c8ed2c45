import { beforeEach, expect, test } from 'vitest'
import type { PortfolioDocument } from '../../src/portfolio/portfolio-document.ts'
import { type OpenPortfolios, openPortfolios } from './open-portfolios.ts'

let open: OpenPortfolios
beforeEach(async () => {
  open = await openPortfolios()
})

const document: PortfolioDocument = {
  labels: ['Unused'],
  spaces: [
    {
      name: 'HQ',
      type: 'building',
      timeZone: 'America/New_York',
      children: [
        {
          name: 'Floor 1',
          type: 'floor',
          children: [
            { name: 'Room A', type: 'space', capacity: 4, labels: ['Quiet'] },
            { name: 'A/C room', type: 'space' },
          ],
        },
      ],
    },
  ],
  sensors: [
    { serialNumber: 'S1', type: 'oa', spaceIds: ['HQ/Floor 1/Room A', 'HQ/Floor 1/A\\/C room'] },
    { serialNumber: 'E1', type: 'entry' },
    { serialNumber: 'E2', type: 'entry', doorwayId: 'Back door' },
  ],
  doorways: [
    { name: 'Front door', sensorSerialNumber: 'E1', sides: [{ spaceId: 'HQ', placement: 1 }] },
    { name: 'Back door', sides: [{ spaceId: 'HQ/Floor 1', placement: -1 }] },
  ],
  displays: [{ name: 'Lobby', floorId: 'HQ/Floor 1' }],
}

const outcomes = async (wanted: PortfolioDocument, dryRun = false) =>
  (await open.portfolios.applyAll(open.author, wanted, { dryRun })).map(({ outcome }) => outcome)

test('a document makes everything it names, and applied again it changes nothing', async () => {
  expect(new Set(await outcomes(document))).toEqual(new Set(['created']))
  const first = await open.current()

  expect(new Set(await outcomes(document))).toEqual(new Set(['unchanged']))

  expect(await open.current()).toBe(first)
  expect(first.spaces.map(({ name }) => name)).toEqual(['HQ', 'Floor 1', 'Room A', 'A/C room'])
  expect(first.doorways.map(({ sensors }) => sensors.length)).toEqual([1, 1])
  expect(first.sensorBySerial('S1')?.coverage).toHaveLength(2)
})

test('a dry run tells the same and does nothing', async () => {
  const told = await outcomes(document, true)

  expect((await open.current()).spaces).toEqual([])
  expect(await outcomes(document)).toEqual(told)
})

test('only what differs is changed, and what is not mentioned is left', async () => {
  await outcomes(document)
  await open.building('Elsewhere')

  const report = await open.portfolios.applyAll(open.author, {
    spaces: [{ name: 'HQ', type: 'building', timeZone: 'America/Chicago' }],
  })

  expect(report).toMatchObject([{ kind: 'space', name: 'HQ', outcome: 'changed' }])
  expect((await open.current()).spaces).toHaveLength(5)
})

test('spaces with ids are found by them, whatever they are called', async () => {
  const space = { id: 'spc_kept', type: 'campus', timeZone: 'UTC' }
  await outcomes({ spaces: [{ ...space, name: 'Old' }] })

  expect(await outcomes({ spaces: [{ ...space, name: 'New' }] })).toEqual(['changed'])

  expect((await open.current()).spaces).toMatchObject([{ id: 'spc_kept', name: 'New' }])
})

test('a document with one mistake changes nothing', async () => {
  const broken = { ...document, displays: [{ name: 'Lobby', floorId: 'HQ/Floor 2' }] }

  await expect(outcomes(broken)).rejects.toMatchObject({ kind: 'not_found' })
  expect((await open.current()).spaces).toEqual([])
})

test('a thousand spaces with sensors and labels are one change', async () => {
  const rooms = Array.from({ length: 1_000 }, (_, index) => `Room ${index}`)
  const children = rooms.map((name) => ({ name, type: 'space', labels: ['Room'] }))
  const spaces = [{ name: 'HQ', type: 'building', timeZone: 'UTC', children }]
  const sensors = rooms.map((name) => ({ serialNumber: `S ${name}`, type: 'oa', spaceIds: [`HQ/${name}`] }))

  await outcomes({ spaces, sensors })

  expect((await open.current()).spaces).toHaveLength(1_001)
})
