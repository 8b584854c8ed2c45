import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Listener } from './live-listener.ts'
import { type LiveSite, openLiveSite } from './live-site.ts'
import { count, crossing, demand, health, type Wire } from './site.ts'

/*
 * Every combination, over small trees, of what can be known of a room counted by an area sensor, of one counted by a
 * doorway, and of a house that adds them up or has a doorway of its own, with and without a capacity. Each surface is
 * asked for all of them at once, and whatever is not known must nowhere be a number, a level, or a yes or no.
 */
const NOW = '2024-05-14T12:30:30Z'
/** Before the last full hour, so that in it what is not known was not known all the time. */
const SAID = '2024-05-14T10:00:00Z'
const SILENT = '2024-05-14T10:30:00Z'

/** What a sensor has said: nothing ever; so many people, and is online still or fell silent. */
type Way = 'never' | { readonly people: 0 | 3; readonly isOnline: boolean }
const ways: readonly Way[] = [
  'never',
  ...([0, 3] as const).flatMap((people) => [true, false].map((isOnline) => ({ people, isOnline }))),
]
const capacities = [null, 0, 4] as const

/** One space of the trees, with all that is true of it. */
interface Node {
  readonly id: string
  /** Its capacity, which of a house is the sum of its rooms’; 0 for none. */
  readonly seats: number
  /** People, where that is known now. */
  readonly people: number | null
  /** People who were known last, where anything ever was. */
  readonly last: number | null
  /** Whether everything that it adds up is known as well. */
  readonly isWhole: boolean
  readonly kind: 'room' | 'hall' | 'house'
  readonly children: readonly Node[]
}

const peopleOf = (way: Way | null) => (way === null || way === 'never' || !way.isOnline ? null : way.people)
const lastOf = (way: Way | null) => (way === null || way === 'never' ? null : way.people)

interface Tree {
  readonly name: string
  readonly room: Way
  readonly hall: Way
  /** What the house's own doorway says; null for a house that adds its rooms up. */
  readonly own: Way | null
  readonly capacity: number | null
}

const trees: readonly Tree[] = ways
  .flatMap((room) =>
    ways.flatMap((hall) =>
      ([null, ...ways] as const).flatMap((own) =>
        capacities.map((capacity) => ({ room, hall, own, capacity })),
      ),
    ),
  )
  .map((tree, index) => ({ name: `t${index}`, ...tree }))

function nodesOf({ name, room, hall, own, capacity }: Tree): readonly Node[] {
  const leaf = (kind: 'room' | 'hall', way: Way): Node => ({
    id: `spc_${name}${kind}`,
    seats: capacity ?? 0,
    people: peopleOf(way),
    last: lastOf(way),
    isWhole: peopleOf(way) !== null,
    kind,
    children: [],
  })
  const children = [leaf('room', room), leaf('hall', hall)]
  const known = children.flatMap(({ people }) => people ?? [])
  const sum = known.length === 0 ? null : known.reduce((total, people) => total + people, 0)
  const house: Node = {
    id: `spc_${name}`,
    seats: 2 * (capacity ?? 0),
    people: own === null ? sum : peopleOf(own),
    last: own === null ? (children.every(({ last }) => last === null) ? null : 1) : lastOf(own),
    isWhole: own === null ? known.length === 2 : peopleOf(own) !== null,
    kind: 'house',
    children,
  }
  return [house, ...children]
}

const nodes = trees.flatMap(nodesOf)
const unknown = nodes.filter(({ people }) => people === null)

let site: LiveSite

/** What the sensor of a space says, in its kind of reading. */
function said(sensor: string, way: Way, isDoorway: boolean): readonly Wire[] {
  if (way === 'never') return []
  // Somebody who came and left makes it known that nobody is there.
  const words = isDoorway
    ? [crossing(sensor, SAID, 1, { n: way.people + 1 }), crossing(sensor, SAID, -1, { seq: 1 })]
    : [count(sensor, SAID, way.people)]
  return way.isOnline ? words : [...words, health(sensor, SILENT, 'offline')]
}

beforeAll(async () => {
  site = await openLiveSite(NOW, { environment: { HEADCOUNT_RATE_LIMIT: 'off' } })
  const document = {
    spaces: trees.map(({ name, capacity, own }) => ({
      id: `spc_${name}`,
      name,
      space_type: 'floor',
      time_zone: 'UTC',
      ...(own !== null && { counting_mode: 'entry' }),
      children: ['room', 'hall'].map((kind) => ({
        id: `spc_${name}${kind}`,
        name: kind,
        space_type: 'space',
        capacity,
      })),
    })),
    sensors: trees.flatMap(({ name, own }) => [
      { serial_number: `${name}room`, sensor_type: 'oa', space_ids: [`spc_${name}room`] },
      { serial_number: `${name}hall`, sensor_type: 'entry' },
      ...(own === null ? [] : [{ serial_number: `${name}own`, sensor_type: 'entry' }]),
    ]),
    doorways: trees.flatMap(({ name, own }) => [
      doorway(`${name}hall`, `spc_${name}hall`),
      ...(own === null ? [] : [doorway(`${name}own`, `spc_${name}`)]),
    ]),
  }
  demand(await site.request({ method: 'POST', url: '/api/apply', payload: document }), 200)
  await site.send(
    trees.flatMap(({ name, room, hall, own }) => [
      ...said(`${name}room`, room, false),
      ...said(`${name}hall`, hall, true),
      ...(own === null ? [] : said(`${name}own`, own, true)),
    ]),
  )
}, 60_000)
afterAll(() => site.close())

function doorway(sensor: string, space: string): Wire {
  return {
    id: `drw_${sensor}`,
    name: sensor,
    sensor_serial_number: sensor,
    spaces: [{ id: space, sensor_placement: 1 }],
  }
}

const locations = async (): Promise<ReadonlyMap<string, number>> => {
  const spaces: readonly Wire[] = demand(await site.request({ url: '/api/spaces' }), 200).json()
  return new Map(spaces.map(({ id, location_id }) => [String(id), Number(location_id)]))
}
const hour = { start_date: '2024-05-14T11:00:00Z', end_date: '2024-05-14T12:00:00Z', time_resolution: 'hour' }
const inChunks = <T>(all: readonly T[], size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )

const isSaid = (value: unknown) => value !== null && value !== undefined
const isWell = (status: unknown) => status === 'healthy' || status === 'degraded'
/** Whether the feeds that decode plain integers have it. */
const isShown = ({ people, seats }: Node) => people !== null && seats > 0

/** Demands of a space's state on the live surfaces what is true: the last count stays, but never as what is known. */
function expectState(node: Node, state: Wire | undefined): void {
  expect([node.id, state?.['is_known']]).toEqual([node.id, node.people !== null])
  if (node.people !== null) expect(state).toMatchObject({ count: node.people, presence: node.people > 0 })
  if (node.last === null) expect(state).toMatchObject({ count: null, presence: null })
  if (node.people === null) expect(['offline', 'unknown']).toContain(state?.['space_health_status'])
}

test('the trees have every kind of space that is known, not known any more, and was never known', () => {
  for (const kind of ['room', 'hall', 'house'] as const) {
    const ofKind = nodes.filter((node) => node.kind === kind)
    expect(new Set(ofKind.map(({ people, last }) => [people === null, last === null].join())).size).toBe(3)
  }
})

describe('live, what is not known is never told as known', () => {
  test('by GET /api/now', async () => {
    const { spaces } = demand(await site.request({ url: '/api/now' }), 200).json()

    for (const node of nodes) expectState(node, spaces[node.id])
  })

  test('by the stream of events', async () => {
    const listener = await Listener.open(site.address)
    const { data } = await listener.next()
    listener.close()

    for (const node of nodes) expectState(node, (data['spaces'] as Record<string, Wire>)[node.id])
  })

  test('by Density: no count or presence where there never was one, and the health says the rest', async () => {
    for (const some of inChunks(nodes, 500)) {
      const space_ids = some.map(({ id }) => id)
      const counts = await site.ask<Record<string, Wire>>('occupancy/current', { space_ids })
      const presence = await site.ask<Record<string, unknown>>('presence', { space_ids })
      const healths = await site.ask<Record<string, Wire>>('presence-health', { space_ids })
      for (const node of some) {
        const { count: people, space_health_status: status } = counts[node.id] ?? {}
        if (node.people !== null) expect([node.id, people]).toEqual([node.id, node.people])
        expect([node.id, isWell(status)]).toEqual([node.id, node.people !== null])
        const told = [people, presence[node.id], healths[node.id]?.['presence']]
        if (node.last === null) expect([node.id, ...told.filter(isSaid)]).toEqual([node.id])
      }
    }
  })

  test('by the sockets of Density', async () => {
    // A socket tells as much of a tree with a capacity as of one without.
    for (const { name } of trees.filter(({ capacity }) => capacity === null)) {
      for (const path of [`floor/spc_${name}/presence`, `space/spc_${name}/count`]) {
        const watcher = await site.watch(path)
        const { data } = await watcher.next()
        watcher.socket.terminate()
        for (const [id, told] of Object.entries(data as Record<string, Wire>)) {
          expectTold(
            nodes.find((node) => node.id === id),
            told,
          )
        }
      }
    }
  }, 60_000)

  function expectTold(node: Node | undefined, told: Wire): void {
    expect([node?.id, isWell(told['space_health_status'])]).toEqual([node?.id, node?.people !== null])
    if (node?.last === null) expect([told['occupancy'], told['presence']].filter(isSaid)).toEqual([])
  }

  test('by Occuspace v1: no data, and no part that is not known', async () => {
    const ids = await locations()
    for (const node of nodes) {
      const url = `/v1/location/${ids.get(node.id)}/now`
      const { message, data } = demand(await site.request({ url }), 200).json()
      expect([node.id, message === 'OK']).toEqual([node.id, isShown(node)])
      if (message !== 'OK') continue
      expect(data).toMatchObject({ count: node.people, isActive: true })
      const shown = node.children.filter(isShown).map(({ people }) => people)
      expect((data.childCounts ?? []).map((child: Wire) => child['count'])).toEqual(shown)
    }
  })

  test('by the public feed: nothing that is not known, and no level or availability that parts could change', async () => {
    for (const [index, some] of inChunks(trees, 100).entries()) {
      const site_ = { slug: `all-${index}`, space_ids: some.map(({ name }) => `spc_${name}`) }
      demand(await site.request({ method: 'POST', url: '/api/sites', payload: site_ }), 201)
      const feed = async (query = '') =>
        demand(await site.app.inject(`/live/all-${index}${query}`), 200).json().data as readonly Wire[]
      const [shown, all] = [await feed(), await feed('?unknown=null')]
      for (const tree of some) {
        const [house, ...rooms] = nodesOf(tree)
        expectPlaces([house], named(shown, tree.name), named(all, tree.name))
        const subLocs = (places: readonly Wire[]) => (places[0]?.['subLocs'] || []) as readonly Wire[]
        const isHouseShown = house !== undefined && isShown(house)
        const shownParts = subLocs(named(shown, tree.name))
        const parts = subLocs(named(all, tree.name))
        expectPlaces(
          rooms,
          isHouseShown ? shownParts : parts.filter(({ busyness }) => busyness !== null),
          parts,
        )
      }
    }
  })

  const named = (places: readonly Wire[], wanted: string) => places.filter(({ name }) => name === wanted)

  function expectPlaces(
    of: readonly (Node | undefined)[],
    shown: readonly Wire[],
    all: readonly Wire[],
  ): void {
    const expected = of.flatMap((node) => (node === undefined ? [] : [node]))
    const wanted = expected.filter(isShown).map(({ people }) => people)
    expect(shown.map(({ people }) => people)).toEqual(wanted)
    for (const [index, node] of expected.entries()) expectPlace(node, all[index] ?? {})
  }

  function expectPlace(node: Node, place: Wire): void {
    const { class: level, summary } = place['locHtml'] as Wire
    const { least, most } = boundsOf(node)
    const isSure = levelOf(least) === levelOf(most)
    const isAvailable = node.people !== null && (node.isWhole || (least !== null && isSure))
    expect([node.id, place['people'], place['isAvailable'], level]).toEqual([
      node.id,
      node.people,
      isAvailable,
      isSure ? levelOf(least) : 'unknown',
    ])
    expect(/busy/.test(String(summary))).toBe(level !== 'unknown')
  }

  /** How full a place is at least, and at most: of a house of which one room is not known, that room may be full. */
  function boundsOf({ people, seats, isWhole }: Node): { least: number | null; most: number | null } {
    if (people === null || seats === 0) return { least: null, most: null }
    return { least: people / seats, most: (people + (isWhole ? 0 : seats / 2)) / seats }
  }

  function levelOf(share: number | null): string {
    if (share === null) return 'unknown'
    if (share >= 0.72) return 'very-busy'
    return share >= 0.45 ? 'busy' : 'not-busy'
  }
})

describe('of the past, what was not known is no number', () => {
  test('by Density’s metrics', async () => {
    for (const some of inChunks(unknown, 200)) {
      const body = { ...hour, space_ids: some.map(({ id }) => id) }
      for (const operation of ['metrics', 'occupancy', 'utilization']) {
        const rows = await site.ask<Record<string, Record<string, Wire>>>(operation, body)
        for (const node of some) expectNothing(node, Object.values(rows[node.id] ?? {}))
      }
    }
  })

  test('by Density’s minutes', async () => {
    const ids = new Set(unknown.map(({ id }) => id))
    for (const some of inChunks(unknown, 200)) {
      const body = { minutes_lookback: 3, space_ids: some.map(({ id }) => id) }
      const { data } = await site.ask<{ data: readonly Wire[] }>('short-term', body)
      // What was asked for comes with everything below it.
      for (const { space_id, metrics } of data.filter(({ space_id }) => ids.has(String(space_id)))) {
        const minutes = (metrics as readonly Wire[]).map(({ presence }) => presence)
        expect([space_id, ...minutes]).toEqual([space_id, null, null, null])
      }
    }
  })

  test('by the native metrics', async () => {
    const { start_date, end_date, time_resolution } = hour
    for (const some of inChunks(unknown, 200)) {
      const space_ids = some.map(({ id }) => id)
      const payload = { space_ids, flatten: false, start_date, end_date, time_resolution }
      const { spaces } = demand(
        await site.request({ method: 'POST', url: '/api/metrics', payload }),
        200,
      ).json()
      for (const node of some) {
        expectNothing(node, spaces[node.id].rows)
        for (const { time_used_percentage, entrances, exits } of spaces[node.id].rows) {
          expect([time_used_percentage, entrances ?? null, exits ?? null]).toEqual([null, null, null])
        }
      }
    }
  })

  function expectNothing(node: Node, rows: readonly Wire[]): void {
    const figures = ['occupancy_avg', 'occupancy_max', 'occupancy_min']
    // A capacity of 0 makes every utilization 0, by the vendor's documents.
    if (node.seats > 0) figures.push('utilization_avg', 'utilization_max')
    for (const row of rows) {
      const said = figures.filter((figure) => (row[figure] ?? null) !== null)
      expect([node.id, ...said]).toEqual([node.id])
    }
  }

  test('by Occuspace v2 and v1', async () => {
    const ids = await locations()
    for (const node of unknown) {
      const location = ids.get(node.id)
      const query = '?start_date=2024-05-14&end_date=2024-05-14&interval=hourly'
      for (const metric of ['occupancy', 'traffic']) {
        const url = `/v2/locations/${location}/${metric}${query}`
        const { data } = demand(await site.request({ url }), 200).json()
        const { timestamp, ...figures } = data[11]
        expect(timestamp).toBe('2024-05-14T11:00:00+00:00')
        expect([node.id, ...Object.values(figures).filter((figure) => figure !== null)]).toEqual([node.id])
      }
      for (const call of ['counts', 'hourly_occupancy', 'hourly_visitors']) {
        const url = `/v1/location/${location}/${call}?start=2024-05-14T11:00:00Z&end=2024-05-14T12:00:00Z`
        const { data } = demand(await site.request({ url }), 200).json()
        expect([node.id, data[call]]).toEqual([node.id, []])
      }
    }
  }, 120_000)
})
