import { describe, expect, test } from 'vitest'
import { loadMappings } from '../../src/mappings/mapping-files.ts'
import { fixtures, RECEIVED } from './fixtures.ts'

const library = loadMappings(null)
const message = (payload: unknown, topic: string | null = null, device: string | null = null) => ({
  payload,
  topic,
  device,
  receivedAt: RECEIVED,
})

test.each(fixtures)('$mapping is chosen by itself and gives its readings', async (fixture) => {
  const { payload, topic, device } = fixture
  expect(await library.read(message(payload, topic, device), 'auto')).toEqual({
    mapping: fixture.mapping,
    readings: fixture.readings,
  })
})

test('every shipped mapping has a fixture', () => {
  const covered = new Set(fixtures.map(({ mapping }) => mapping))
  expect(
    library
      .list()
      .map(({ id }) => id)
      .filter((id) => !covered.has(id)),
  ).toEqual([])
})

const theThingsStack = (uplink: object, fields: object = {}) => ({
  end_device_ids: { device_id: 'door', dev_eui: '24E124000000AA01' },
  received_at: '2025-07-23T10:36:33.5Z',
  uplink_message: { f_port: 85, received_at: '2025-07-23T10:36:32Z', ...uplink },
  ...fields,
})
const chirpStack = (fields: object) => ({
  deduplicationId: 'd-1',
  time: '2025-07-23T10:36:31Z',
  deviceInfo: { devEui: '24e124000000aa02', deviceProfileName: 'Milesight VS350' },
  fPort: 85,
  ...fields,
})

describe('an envelope', () => {
  test('of The Things Stack names the device, the time and the frame, also the first frame, which it leaves out', async () => {
    const version_ids = { brand_id: 'milesight-iot', model_id: 'vs350' }
    const rx_metadata = [{ time: '2025-07-23T10:36:31.25Z' }]
    const payload = theThingsStack({
      session_key_id: 'AZ1',
      version_ids,
      rx_metadata,
      decoded_payload: { total_in: 1, total_out: 0 },
    })

    expect((await library.read(message(payload), 'auto')).readings).toEqual([
      {
        type: 'counter',
        sensor: '24E124000000AA01',
        at: '2025-07-23T10:36:31.25Z',
        in_total: 1,
        out_total: 0,
        width: 16,
        dedupe: '24E124000000AA01:AZ1:0:counter',
      },
    ])
  })

  test('of The Things Stack tells frames of one number apart by their session, and none where neither is said', async () => {
    const version_ids = { brand_id: 'milesight-iot', model_id: 'vs350' }
    const dedupeOf = async (fields: object) => {
      const payload = theThingsStack({
        version_ids,
        decoded_payload: { total_in: 1, total_out: 0 },
        ...fields,
      })
      return (await library.read(message(payload), 'auto')).readings[0]?.['dedupe']
    }
    const first = await dedupeOf({ session_key_id: 'AZ1', f_cnt: 3 })
    expect(await dedupeOf({ session_key_id: 'AZ1', f_cnt: 3 })).toBe(first)
    expect(await dedupeOf({ session_key_id: 'AZ2', f_cnt: 3 })).not.toBe(first)
    expect(await dedupeOf({})).toBeUndefined()
  })

  test('of ChirpStack picks the mapping by the profile of the device', async () => {
    const payload = chirpStack({ object: { total_in: 5, total_out: 6 } })

    expect(await library.read(message(payload), 'auto')).toMatchObject({
      mapping: 'milesight-vs350',
      readings: [{ sensor: '24e124000000aa02', in_total: 5, out_total: 6, dedupe: 'd-1:counter' }],
    })
  })

  test('without a decoded object has its bytes read', async () => {
    const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
    const milesight = chirpStack({ data: base64('04CC1200160005CC13001400') })
    const imbuildings = theThingsStack({
      f_cnt: 3,
      version_ids: { brand_id: 'imbuildings', model_id: 'people-counter' },
      frm_payload: base64('02060004A30B00F6B5690800F80003000220060305E661'),
    })

    expect((await library.read(message(milesight), 'auto')).readings).toMatchObject([
      { in_total: 18, out_total: 22 },
    ])
    expect((await library.read(message(imbuildings), 'auto')).readings).toMatchObject([
      { in_total: 1539, out_total: 1510 },
    ])
  })

  test('of a simulated uplink, or of another event, says nothing about people', async () => {
    const simulated = theThingsStack({ decoded_payload: { total_in: 1 } }, { simulated: true })
    const joined = { ...chirpStack({}), fPort: undefined }

    for (const payload of [simulated, joined])
      expect(await library.read(message(payload), 'auto')).toEqual({ mapping: null, readings: [] })
  })
})
