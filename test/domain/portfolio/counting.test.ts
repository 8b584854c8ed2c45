import { describe, expect, test } from 'vitest'
import { countingModeOf, countingOf } from '../../../src/domain/portfolio/counting.ts'
import type { Space } from '../../../src/domain/portfolio/space.ts'
import { doorwaySubject, sensorSubject, spaceSubject } from '../../../src/domain/portfolio/subject.ts'
import { always, doorwayOf, portfolioOf, sensorOf, spaceOf } from './parts.ts'

const floor = spaceOf(1, { timeZone: 'Europe/London', type: 'floor' })
const room = spaceOf(2, { parent: 1, dailyResetMinutes: 90 })
const booth = spaceOf(3, { parent: 1 })
const spaces = [floor, room, booth]
const ever = { from: -Infinity, until: Infinity }

describe('how a space counts', () => {
  test('is by the sensors over it, each as long as it covers the space', () => {
    const coverage = [
      { space: 2, from: -Infinity, until: 50 },
      { space: 3, from: 50, until: 80 },
      { space: 2, from: 80, until: Infinity },
    ]
    const camera = sensorOf(5, [], { coverage, heartbeatMs: 60_000 })
    const portfolio = portfolioOf({ spaces, sensors: [camera] })

    const source = { subject: sensorSubject(5), heartbeatMs: 60_000, type: 'oa' }
    expect(countingOf(portfolio, room)).toEqual({
      kind: 'area',
      space: 2,
      sources: [
        { ...source, from: -Infinity, until: 50 },
        { ...source, from: 80, until: Infinity },
      ],
      doorways: [],
    })
  })

  test('is by its doorways, with their sensors where they have one, at its own reset in its zone', () => {
    const sides = [
      { space: 2, placement: -1 as const },
      { space: 3, placement: 1 as const },
    ]
    const doorways = [doorwayOf(7, [], { sensors: [always(6)], sides }), doorwayOf(8, [2])]
    const counter = sensorOf(6, [], { type: 'entry', heartbeatMs: 30_000 })
    const portfolio = portfolioOf({ spaces, sensors: [counter], doorways })

    expect(countingOf(portfolio, room)).toEqual({
      kind: 'entry',
      space: 2,
      sources: [
        { subject: sensorSubject(6), heartbeatMs: 30_000, ...ever, placement: -1 },
        { subject: doorwaySubject(8), heartbeatMs: null, ...ever, placement: 1 },
      ],
      anchors: spaceSubject(2),
      timeZone: 'Europe/London',
      dailyResetMinutes: 90,
    })
  })

  test('is by each sensor while it is on a doorway, and by the doorway’s own id in between until it is deleted', () => {
    const sensors = [
      { sensor: 6, from: 10, until: 20 },
      { sensor: 5, from: 20, until: 30 },
      { sensor: 77, from: 40, until: 50 },
    ]
    const doorway = doorwayOf(7, [2], { sensors, deletedAt: 60 })
    const portfolio = portfolioOf({
      spaces,
      sensors: [5, 6].map((key) => sensorOf(key, [], { type: 'entry', heartbeatMs: key })),
      doorways: [doorway],
    })

    const own = { subject: doorwaySubject(7), heartbeatMs: null, placement: 1 }
    expect(countingOf(portfolio, room)).toMatchObject({
      kind: 'entry',
      sources: [
        { subject: sensorSubject(6), heartbeatMs: 6, from: 10, until: 20, placement: 1 },
        { subject: sensorSubject(5), heartbeatMs: 5, from: 20, until: 30, placement: 1 },
        { ...own, from: -Infinity, until: 10 },
        { ...own, from: 30, until: 40 },
        { ...own, from: 50, until: 60 },
      ],
    })
  })

  test('is by its sensors when it has doorways too, unless it is set up to count entries', () => {
    const parts = { spaces, sensors: [sensorOf(5, [2])], doorways: [doorwayOf(7, [2])] }
    const byEntry = spaceOf(2, { parent: 1, countingMode: 'entry' })

    const counting = countingOf(portfolioOf(parts), room)
    expect(counting).toMatchObject({ kind: 'area', doorways: [{ subject: doorwaySubject(7) }] })
    const chosen = countingOf(portfolioOf({ ...parts, spaces: [floor, byEntry, booth] }), byEntry)
    expect(chosen).toMatchObject({ kind: 'entry' })
  })

  test('is not by an entry sensor that was put over it', () => {
    const portfolio = portfolioOf({ spaces, sensors: [sensorOf(5, [2], { type: 'entry' })] })

    expect(countingOf(portfolio, room)).toBeNull()
  })

  test('is by the nearest counting spaces below when it has nothing of its own', () => {
    const desk = spaceOf(4, { parent: 2 })
    const wing = spaceOf(5, { parent: 1 })
    const nook = spaceOf(6, { parent: 5 })
    const sensors = [sensorOf(1, [2]), sensorOf(2, [4]), sensorOf(3, [6])]
    const portfolio = portfolioOf({ spaces: [...spaces, desk, wing, nook], sensors })

    expect(countingOf(portfolio, floor)).toMatchObject({
      kind: 'sum',
      space: 1,
      leaves: [{ space: 2 }, { space: 6 }],
    })
    expect(countingOf(portfolio, booth)).toBeNull()
  })

  test('is by itself alone when it has something of its own', () => {
    const portfolio = portfolioOf({ spaces, sensors: [sensorOf(1, [1]), sensorOf(2, [2])] })

    expect(countingOf(portfolio, floor)).toMatchObject({ kind: 'area', space: 1 })
  })
})

describe('the counting mode shown', () => {
  const waffle = sensorOf(1, [2], { type: 'waffle' })
  const openArea = sensorOf(2, [3])

  test.each<{ claim: string; space: Space; parts: Parameters<typeof portfolioOf>[0]; mode: string | null }>([
    { claim: 'is oa over open-area sensors', space: booth, parts: { sensors: [openArea] }, mode: 'oa' },
    { claim: 'is waffle over waffle sensors', space: room, parts: { sensors: [waffle] }, mode: 'waffle' },
    {
      claim: 'is oa where both look at one space',
      space: room,
      parts: { sensors: [waffle, sensorOf(3, [2])] },
      mode: 'oa',
    },
    {
      claim: 'is entry where doorways count',
      space: room,
      parts: { doorways: [doorwayOf(1, [2])] },
      mode: 'entry',
    },
    {
      claim: 'is the children’s when they agree',
      space: floor,
      parts: { sensors: [waffle] },
      mode: 'waffle',
    },
    {
      claim: 'is null when the children differ',
      space: floor,
      parts: { sensors: [waffle, openArea] },
      mode: null,
    },
    { claim: 'is null where nothing counts and nothing was asked for', space: floor, parts: {}, mode: null },
    {
      claim: 'is what was asked for where nothing counts yet',
      space: spaceOf(2, { countingMode: 'entry' }),
      parts: {},
      mode: 'entry',
    },
  ])('$claim', ({ space, parts, mode }) => {
    expect(countingModeOf(portfolioOf({ spaces, ...parts }), space)).toBe(mode)
  })
})
