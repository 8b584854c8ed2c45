import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Fixture, fixtures, RECEIVED } from '../mappings/fixtures.ts'
import { demand, openSite, type Site, type Wire } from './site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite(new Date(RECEIVED).toISOString())
  await site.space('spc_1')
})
afterEach(() => site.close())

const passages = new Set(['crossing', 'flow', 'counter'])

/** Sets up the sensors that a fixture's readings are of: on a doorway those that tell who passes. */
async function setUp({ readings }: Fixture): Promise<void> {
  const onDoorways = new Set(readings.filter(isPassage).map(sensorOf))
  for (const serial of new Set(readings.map(sensorOf))) {
    if (!onDoorways.has(serial)) {
      await site.sensor(serial, { sensor_type: 'oa', space_id: 'spc_1' })
      continue
    }
    await site.sensor(serial, { sensor_type: 'entry' })
    const spaces = [{ id: 'spc_1', sensor_placement: 1 }]
    await site.doorway(`drw_${onDoorways.size}_${serial.replace(/\W/g, '_')}`, {
      sensor_serial_number: serial,
      spaces,
    })
  }
}

const isPassage = (reading: object) => 'type' in reading && passages.has(String(reading.type))
const sensorOf = (reading: object) => ('sensor' in reading ? String(reading.sensor) : '')

async function deliver({ payload, device }: Fixture): Promise<Wire> {
  const url = `/api/ingest/auto${device === undefined ? '' : `?device=${encodeURIComponent(device)}`}`
  return demand(await site.request({ method: 'POST', url, payload: payload as Wire }), 200).json()
}

// A topic comes with messages of a broker alone.
const posted = fixtures.filter(({ topic }) => topic === undefined)

test.each(posted)('what $mapping makes of a message is accepted, each reading of it', async (fixture) => {
  await setUp(fixture)

  expect(await deliver(fixture)).toEqual({
    mapping: fixture.mapping,
    accepted: fixture.readings.length,
    duplicates: 0,
    rejected: [],
    dead_letter: null,
    reason: null,
    seq: expect.any(Number),
  })
})

const passing = posted.filter(({ readings }) => readings.some(isPassage))

test.each(passing)(
  'a message that $mapping reads counts nobody twice when it comes again',
  async (fixture) => {
    await setUp(fixture)
    await deliver(fixture)
    site.setNow(RECEIVED + 180_000)
    const once = counted((await site.density('occupancy/current')).json())
    await deliver(fixture)
    site.setNow(RECEIVED + 360_000)

    expect(once).toHaveLength(1)
    expect(counted((await site.density('occupancy/current')).json())).toEqual(once)
  },
)

const counted = (answer: unknown) => JSON.stringify(answer).match(/"count":(\d+|null)/g)
