import { beforeEach, describe, expect, test } from 'vitest'
import { ReadingKind } from '../../src/domain/reading/reading.ts'
import { type OpenIngest, openIngest } from './open-ingest.ts'

describe('flows, totals and presence', () => {
  let open: OpenIngest
  beforeEach(async () => {
    open = await openIngest()
  })
  const at = '2024-05-14T08:00:00Z'
  const from = '2024-05-14T07:00:00Z'
  const codes = async (...readings: unknown[]) =>
    (await open.send(...readings)).rejected.map(({ code }) => code)

  test('a flow takes effect in its last millisecond and keeps its grain; its sensor is heard as it begins, too', async () => {
    const flow = { type: 'flow', sensor: 'E1', from, at, in: 5, out: 2 }

    expect(await open.send(flow, flow)).toMatchObject({ accepted: 1, duplicates: 1, rejected: [] })
    expect(await open.kept()).toMatchObject([
      { at: Date.parse(from), kind: ReadingKind.heartbeat },
      { at: Date.parse(at) - 1, kind: ReadingKind.flow, value: 5, flow: { from: Date.parse(from), out: 2 } },
    ])
  })

  test('a flow of a doorway is one of the sensor on it', async () => {
    const flow = { type: 'flow', from, at, in: 5 }

    expect(
      await open.send({ ...flow, sensor: 'E1' }, { ...flow, doorway_id: open.doorways.withSensor }),
    ).toMatchObject({ accepted: 1, duplicates: 1 })
  })

  test('a flow without a length, of more than 25 hours, or over another one is refused', async () => {
    const flow = { type: 'flow', sensor: 'E1', from, at, in: 5 }
    await open.send(flow)

    expect(
      await codes(
        { ...flow, from: at },
        { ...flow, from: '2024-05-13T06:59:59.999Z' },
        { ...flow, from: '2024-05-14T07:30:00Z' },
        { ...flow, in: 6 },
        { ...flow, sensor: 'A1' },
        { ...flow, from: undefined },
        { ...flow, sensor: undefined },
      ),
    ).toEqual(['invalid', 'invalid', 'conflict', 'conflict', 'wrong_sensor_type', 'invalid', 'invalid'])
  })

  test('of a flow that is refused not even its beginning is kept', async () => {
    await open.send({ type: 'flow', sensor: 'E1', from, at, in: 5 })
    await open.send({ type: 'flow', sensor: 'E1', from: '2024-05-14T06:30:00Z', at, in: 5 })

    expect((await open.kept()).map((reading) => reading.at)).toEqual([Date.parse(from), Date.parse(at) - 1])
  })

  test('a flow that is delivered again with other times is a duplicate, and so is its beginning', async () => {
    const flow = { type: 'flow', sensor: 'E1', from, at, in: 5, dedupe: 'frame 7' }
    const later = { ...flow, from: '2024-05-14T07:02:00Z', at: '2024-05-14T08:02:00Z' }

    expect(await open.send(flow, later)).toMatchObject({ accepted: 1, duplicates: 1 })
    expect(await open.kept()).toHaveLength(2)
    expect(
      await codes({ ...later, dedupe: '' }, { ...later, dedupe: 7 }, { ...later, dedupe: 'x'.repeat(256) }),
    ).toEqual(['invalid', 'invalid', 'invalid'])
  })

  test('totals are kept as they are sent', async () => {
    await open.send({ type: 'counter', doorway_id: open.doorways.bare, at, in_total: 65_535, width: 16 })

    expect(await open.kept()).toMatchObject([
      {
        at: Date.parse(at) - 1,
        kind: ReadingKind.counter,
        totals: { in: 65_535, out: null, width: 16, restarted: false },
      },
    ])
  })

  test('a total that its width cannot hold, or none at all, is refused', async () => {
    const counter = { type: 'counter', sensor: 'E1', at }

    expect(
      await codes(
        counter,
        { ...counter, in_total: 65_536, width: 16 },
        { ...counter, out_total: -1 },
        { ...counter, out_total: 1, width: 8 },
        { ...counter, sensor: undefined, in_total: 1 },
        { ...counter, in_total: 1, at: 0 },
        { ...counter, in_total: 1, sensor: 'A1' },
      ),
    ).toEqual(Array.from({ length: 6 }, () => 'invalid').concat('wrong_sensor_type'))
  })

  test('presence is a count of at least one, or of nobody', async () => {
    await open.send(
      { type: 'presence', sensor: 'A1', at: from, occupied: true },
      { type: 'presence', sensor: 'A1', at, occupied: false, space_id: open.rooms[0] },
    )

    expect(await open.kept()).toMatchObject([
      { kind: ReadingKind.presence, value: 1, capped: true },
      { kind: ReadingKind.presence, value: 0, capped: false },
    ])
    expect(
      await codes(
        { type: 'presence', sensor: 'A1', at, occupied: 1 },
        { type: 'presence', sensor: 'E1', at, occupied: true },
        { type: 'presence', sensor: 'A2', at, occupied: true },
        { type: 'presence', sensor: 'nobody', at, occupied: true },
        { type: 'presence', sensor: 'A1', at: '2099-01-01T00:00:00Z', occupied: true },
      ),
    ).toEqual(['invalid', 'wrong_sensor_type', 'space_needed', 'unknown_sensor', 'in_the_future'])
  })
})
