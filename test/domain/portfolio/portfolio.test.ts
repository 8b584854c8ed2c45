import { describe, expect, test } from 'vitest'
import { always, doorwayOf, labelOf, portfolioOf, sensorOf, spaceOf } from './parts.ts'

const campus = spaceOf(1, { timeZone: 'Europe/Tallinn', locationId: 10 })
const floor = spaceOf(2, { parent: 1, locationId: 30 })
const annex = spaceOf(3, { parent: 1, locationId: 20, timeZone: 'Asia/Kathmandu' })
const room = spaceOf(4, { parent: 2, locationId: 5 })
const camera = sensorOf(1, [4, 3])
const counter = sensorOf(2, [], { type: 'entry' })
const door = doorwayOf(1, [2, 4], {
  sensors: [
    { sensor: 3, from: -Infinity, until: 0 },
    { ...always(2), from: 0 },
  ],
})
const bricked = doorwayOf(2, [4], { sensors: [{ ...always(1), until: 5 }], deletedAt: 5 })
const label = labelOf(1, [4, 2])
const portfolio = portfolioOf({
  spaces: [floor, campus, room, annex],
  sensors: [camera, counter],
  doorways: [door, bricked],
  labels: [label],
  labelGroups: [{ key: 1, organization: 1, id: 'lgr_1', name: 'Group' }],
})

describe('a portfolio', () => {
  test('lists its spaces by location id and keeps the other lists as they are', () => {
    expect(portfolio.spaces).toEqual([room, campus, annex, floor])
    expect(portfolio.sensors).toEqual([camera, counter])
    expect(portfolio.doorways).toEqual([door, bricked])
    expect(portfolio.labels).toEqual([label])
    expect(portfolio.labelGroups).toHaveLength(1)
    expect(portfolio.organization).toBe(1)
  })

  test('finds spaces by key, id and location id', () => {
    expect(portfolio.space(2)).toBe(floor)
    expect(portfolio.spaceById('spc_3')).toBe(annex)
    expect(portfolio.spaceByLocation(5)).toBe(room)
  })

  test('finds sensors by key and serial number, and doorways by key, id and sensor', () => {
    expect(portfolio.sensor(1)).toBe(camera)
    expect(portfolio.sensorBySerial('SN2')).toBe(counter)
    expect(portfolio.doorway(1)).toBe(door)
    expect(portfolio.doorwayById('drw_1')).toBe(door)
    expect(portfolio.doorwayOf(2)).toBe(door)
  })

  test('knows nothing of what it does not have', () => {
    expect(portfolio.space(9)).toBeNull()
    expect(portfolio.spaceById('spc_9')).toBeNull()
    expect(portfolio.spaceByLocation(9)).toBeNull()
    expect(portfolio.sensor(9)).toBeNull()
    expect(portfolio.sensorBySerial('SN9')).toBeNull()
    expect(portfolio.children(9)).toEqual([])
    expect(portfolio.ancestors(9)).toEqual([])
    expect(portfolio.sensorsOver(1)).toEqual([])
    expect(portfolio.doorwaysOf(1)).toEqual([])
    expect(portfolio.labelsOf(1)).toEqual([])
  })

  test('forgets a deleted doorway wherever it is looked for, but for the history of its spaces', () => {
    expect(portfolio.doorway(2)).toBeNull()
    expect(portfolio.doorwayById('drw_2')).toBeNull()
    expect(portfolio.doorwayOf(1)).toBeNull()
    expect(portfolio.doorwaysOf(4)).toEqual([door, bricked])
  })

  test('finds no doorway of a sensor that is no longer on it', () => {
    expect(portfolio.doorwayOf(3)).toBeNull()
  })

  test('walks the tree up and down, in the order of location ids', () => {
    expect(portfolio.children(null)).toEqual([campus])
    expect(portfolio.children(1)).toEqual([annex, floor])
    expect(portfolio.descendants(1)).toEqual([annex, floor, room])
    expect(portfolio.ancestors(4)).toEqual([floor, campus])
    expect(portfolio.ancestors(1)).toEqual([])
  })

  test('gives a space its own time zone, or the nearest one above, or UTC', () => {
    expect(portfolio.timeZone(3)).toBe('Asia/Kathmandu')
    expect(portfolio.timeZone(4)).toBe('Europe/Tallinn')
    expect(portfolioOf({ spaces: [spaceOf(1)] }).timeZone(1)).toBe('UTC')
  })

  test('knows what is over, around and on a space, each once', () => {
    const revolving = doorwayOf(3, [4, 4])
    const twice = sensorOf(3, [4, 4])
    const busy = portfolioOf({ spaces: [room], sensors: [twice], doorways: [revolving], labels: [label] })

    expect(busy.sensorsOver(4)).toEqual([twice])
    expect(busy.doorwaysOf(4)).toEqual([revolving])
    expect(busy.labelsOf(4)).toEqual([label])
  })
})
