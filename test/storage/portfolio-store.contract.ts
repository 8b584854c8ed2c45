import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/domain/access/audit.ts'
import type { Display } from '../../src/domain/portfolio/display.ts'
import type { Doorway } from '../../src/domain/portfolio/doorway.ts'
import type { Label, LabelGroup } from '../../src/domain/portfolio/label.ts'
import type { Sensor } from '../../src/domain/portfolio/sensor.ts'
import type { Site } from '../../src/domain/portfolio/site.ts'
import type { Space } from '../../src/domain/portfolio/space.ts'
import type { Store } from '../../src/storage/store.ts'
import { spaceOf } from '../domain/portfolio/parts.ts'
import { correctionOf } from '../world.ts'
import { count } from './reading-samples.ts'

/** What every portfolio store must do. Run it against each engine. */
export function describePortfolioStore(engine: string, open: () => Promise<Store>): void {
  describe(`${engine} portfolio store`, () => {
    let opened: Store

    beforeEach(async () => {
      opened = await open()
    })

    afterEach(() => opened.close())

    test('gives back everything that was written, by ascending key', async () => {
      const building = space(1, { type: 'building', timeZone: 'Asia/Kathmandu' })
      const room = space(2, { ...filledIn, parent: 1 })
      const parts = {
        spaces: [room, building],
        sensors: [
          sensor(4),
          sensor(3, { coverage: [], type: 'entry', hardwareType: null, heartbeatMs: null }),
        ],
        doorways: [doorway(5), doorway(6, { sensors: [], sides: [], deletedAt: 9 })],
        labels: [label(7, { group: 8 }), label(9, { spaces: [] })],
        labelGroups: [{ key: 8, organization: 1, id: 'lgr_8', name: 'Wings' }],
      }

      await opened.portfolios.write(1, parts, [])

      expect(await opened.portfolios.load(1)).toEqual({
        organization: 1,
        spaces: [building, room],
        sensors: parts.sensors.toReversed(),
        doorways: parts.doorways,
        labels: parts.labels,
        labelGroups: parts.labelGroups,
        corrections: [],
      })
    })

    test('every write is a row of the log of its organization, and its position the version', async () => {
      const entry = { at: 1, actor: 'tok_1 Owner', action: 'x', target: 'y', before: null, after: null }
      expect(await opened.portfolios.version(1)).toBe(0)

      const first = await opened.portfolios.write(1, { spaces: [space(1)] }, [entry])
      await opened.portfolios.write(2, { labelGroups: [] }, [])
      const { seq } = await opened.readings.append(1, [{ reading: count(8, 1, 1), replace: false }])
      const second = await opened.portfolios.write(1, { spaces: [space(1, { name: 'Other' })] }, [entry])

      expect([first, seq, second]).toEqual([1, 2, 3])
      expect(await opened.portfolios.version(1)).toBe(3)
      expect(await opened.readings.rowsAfter(1, 0, 9)).toMatchObject([
        { seq: 1, kind: 'set-up', actor: 'tok_1 Owner' },
        { seq: 2, kind: 'readings' },
        { seq: 3, kind: 'set-up', actor: 'tok_1 Owner' },
      ])
    })

    test('a write that is refused is no row of the log', async () => {
      const taken = [space(1, { id: 'spc_same' }), space(2, { id: 'spc_same' })]

      await expect(opened.portfolios.write(1, { spaces: taken }, [])).rejects.toMatchObject({
        kind: 'conflict',
      })
      expect(opened.readings.position(1)).toBe(0)
      expect(await opened.portfolios.write(1, { spaces: [space(1)] }, [])).toBe(1)
    })

    test('an organization without anything has empty parts', async () => {
      await opened.portfolios.write(1, { spaces: [space(1)] }, [])

      expect(await opened.portfolios.load(2)).toEqual({
        organization: 2,
        spaces: [],
        sensors: [],
        doorways: [],
        labels: [],
        labelGroups: [],
        corrections: [],
      })
    })

    test('corrections keep all they say, also that they hold without end, until they are removed', async () => {
      const offset = correctionOf({ kind: 'offset', space: 3, from: 5, value: -2, reason: 'Coats' })
      const reset = correctionOf({ kind: 'reset', space: 3, from: 7, until: 7, value: 0 }, 1)
      const ignored = correctionOf({ kind: 'ignore', sensor: 9, from: 1, until: 2 }, 2)
      await opened.portfolios.write(1, { corrections: [offset, reset, ignored] }, [])
      const kept = (await opened.portfolios.load(1)).corrections

      await opened.portfolios.write(1, { removedCorrections: [reset.key] }, [])

      expect(kept).toEqual([offset, reset, ignored])
      expect((await opened.portfolios.load(1)).corrections).toEqual([offset, ignored])
      expect((await opened.portfolios.load(2)).corrections).toEqual([])
    })

    test('coverage keeps its order and its ends without end', async () => {
      const coverage = [
        { space: 9, from: 500, until: Number.POSITIVE_INFINITY },
        { space: 2, from: Number.NEGATIVE_INFINITY, until: 500 },
        { space: 2, from: 0, until: 7 },
      ]

      await opened.portfolios.write(1, { sensors: [sensor(3, { coverage })] }, [])

      expect((await opened.portfolios.load(1)).sensors[0]?.coverage).toEqual(coverage)
    })

    test('the sensors of a doorway keep their order, their spans, and the ends without end', async () => {
      const sensors = [
        { sensor: 3, from: Number.NEGATIVE_INFINITY, until: 0 },
        { sensor: 4, from: 7, until: 500 },
        { sensor: 3, from: 500, until: Number.POSITIVE_INFINITY },
      ]

      await opened.portfolios.write(1, { doorways: [doorway(5), doorway(6, { sensors })] }, [])

      expect((await opened.portfolios.load(1)).doorways).toEqual([doorway(5), doorway(6, { sensors })])
    })

    test('past capacities keep their order, go with their space, and are replaced with it', async () => {
      const pastCapacities = [
        { capacity: 10, until: 500 },
        { capacity: null, until: 501 },
        { capacity: 2 ** 31 - 1, until: 1_714_000_000_123 },
      ]
      const one = space(1, { capacity: 4, pastCapacities })
      await opened.portfolios.write(1, { spaces: [one, space(2, { pastCapacities })] }, [])
      expect((await opened.portfolios.load(1)).spaces).toEqual([one, space(2, { pastCapacities })])

      await opened.portfolios.write(1, { spaces: [space(2)], removedSpaces: [1] }, [])
      expect((await opened.portfolios.load(1)).spaces).toEqual([space(2)])
    })

    test('writing a key again replaces the item with its lists', async () => {
      await opened.portfolios.write(
        1,
        { sensors: [sensor(3)], doorways: [doorway(5)], labels: [label(7)] },
        [],
      )
      const moved = sensor(3, {
        coverage: [{ space: 8, from: 1, until: 2 }],
        firmwareVersion: '2.0',
        networkAddresses: [],
      })
      const renamed = doorway(5, {
        name: 'Back',
        sensors: [{ sensor: 9, from: 1, until: 2 }],
        sides: [{ space: 4, placement: -1 }],
      })
      const relabelled = label(7, { spaces: [3] })

      await opened.portfolios.write(1, { sensors: [moved], doorways: [renamed], labels: [relabelled] }, [])

      expect(await opened.portfolios.load(1)).toMatchObject({
        sensors: [moved],
        doorways: [renamed],
        labels: [relabelled],
      })
    })

    test('removes what is named and keeps the rest', async () => {
      await opened.portfolios.write(
        1,
        {
          spaces: [space(1), space(2)],
          sensors: [sensor(3), sensor(4)],
          doorways: [doorway(5), doorway(6)],
          labels: [label(7), label(8)],
          labelGroups: [labelGroup(13), labelGroup(14)],
          displays: [display(9), display(10)],
          sites: [site(11), site(12)],
        },
        [],
      )

      await opened.portfolios.write(
        1,
        {
          removedSpaces: [1, 404],
          removedSensors: [3],
          removedDoorways: [5],
          removedLabels: [7],
          removedLabelGroups: [13],
          removedDisplays: [9],
          removedSites: [11],
        },
        [],
      )

      expect(await opened.portfolios.load(1)).toMatchObject({
        spaces: [space(2)],
        sensors: [sensor(4)],
        doorways: [doorway(6)],
        labels: [label(8)],
        labelGroups: [labelGroup(14)],
      })
      expect(await opened.portfolios.displays(1)).toEqual([display(10)])
      expect(await opened.portfolios.sites(1)).toEqual([site(12)])
      expect(await opened.portfolios.siteBySlug('site-11')).toBeNull()
    })

    test('displays belong to their organization', async () => {
      await opened.portfolios.write(1, { displays: [display(9)] }, [])
      await opened.portfolios.write(2, { displays: [display(10, { organization: 2 })] }, [])

      expect(await opened.portfolios.displays(1)).toEqual([display(9)])
      expect(await opened.portfolios.displays(2)).toEqual([display(10, { organization: 2 })])
    })

    test('sites belong to their organization and are found by their slug, whosever they are', async () => {
      const hours = [
        { days: '7', openMinutes: 1_200, closeMinutes: 120 },
        { days: '23456', openMinutes: 0, closeMinutes: 1_440 },
      ]
      const theirs = site(12, { organization: 2, hours, minCount: 2 ** 31 - 1, space: null, places: [9, 3] })
      await opened.portfolios.write(1, { sites: [site(11)] }, [])
      await opened.portfolios.write(2, { sites: [theirs] }, [])

      expect(await opened.portfolios.sites(1)).toEqual([site(11)])
      expect(await opened.portfolios.sites(2)).toEqual([theirs])
      expect(await opened.portfolios.siteBySlug('site-12')).toEqual(theirs)
      expect(await opened.portfolios.siteBySlug('site-1')).toBeNull()
      expect(await opened.portfolios.siteBySlug('')).toBeNull()
    })

    test('no two organizations share a slug, and one that is gone is free again', async () => {
      await opened.portfolios.write(1, { sites: [site(11)] }, [])
      const taking = site(12, { organization: 2, slug: 'site-11' })

      const refused = opened.portfolios.write(2, { sites: [taking], spaces: [space(5)] }, [entry('a')])

      await expect(refused).rejects.toMatchObject({ kind: 'conflict' })
      expect((await opened.portfolios.load(2)).spaces).toEqual([])
      expect(await opened.access.audit(2, 10, null)).toEqual([])
      await opened.portfolios.write(2, { removedSites: [11] }, [])
      expect(await opened.portfolios.siteBySlug('site-11')).toEqual(site(11))
      await opened.portfolios.write(1, { removedSites: [11] }, [])
      await opened.portfolios.write(2, { sites: [taking] }, [])
      expect(await opened.portfolios.siteBySlug('site-11')).toEqual(taking)
    })

    test('writing a space again leaves its sites as they are', async () => {
      await opened.portfolios.write(1, { spaces: [space(1)], sites: [site(11)] }, [])

      await opened.portfolios.write(1, { spaces: [space(1, { minCount: 9 })] }, [])

      expect((await opened.portfolios.load(1)).spaces).toEqual([space(1, { minCount: 9 })])
      expect(await opened.portfolios.sites(1)).toEqual([site(11)])
    })

    test.each([
      ['id of a space', { spaces: [space(20, { id: 'spc_1' })] }],
      ['location id', { spaces: [space(20, { locationId: 1 })] }],
      ['serial number', { sensors: [sensor(20, { serialNumber: 'Z3' })] }],
      ['id of a doorway', { doorways: [doorway(20, { id: 'drw_5' })] }],
      ['id of a label', { labels: [label(20, { id: 'lbl_7' })] }],
      ['id of a label group', { labelGroups: [{ key: 20, organization: 1, id: 'lgr_8', name: 'Other' }] }],
      ['id of a display', { displays: [display(20, { id: 'dsp_9' })] }],
    ])('refuses the same %s twice in an organization, with nothing of the write kept', async (_, clash) => {
      const labelGroups = [{ key: 8, organization: 1, id: 'lgr_8', name: 'Wings' }]
      const first = {
        spaces: [space(1)],
        sensors: [sensor(3), sensor(4)],
        doorways: [doorway(5)],
        labels: [label(7)],
      }
      await opened.portfolios.write(1, { ...first, labelGroups, displays: [display(9)] }, [])
      const before = await opened.portfolios.load(1)

      const write = opened.portfolios.write(1, { spaces: [space(30)], removedSensors: [4], ...clash }, [
        entry('a'),
      ])

      await expect(write).rejects.toMatchObject({ kind: 'conflict' })
      expect(await opened.portfolios.load(1)).toEqual(before)
      expect(await opened.access.audit(1, 10, null)).toEqual([])
    })

    test('two organizations may use the same ids', async () => {
      await opened.portfolios.write(1, { spaces: [space(1)] }, [])

      await opened.portfolios.write(
        2,
        { spaces: [space(2, { organization: 2, id: 'spc_1', locationId: 1 })] },
        [],
      )

      expect((await opened.portfolios.load(2)).spaces).toHaveLength(1)
    })

    test('two spaces may swap their location ids in one write', async () => {
      await opened.portfolios.write(1, { spaces: [space(1), space(2)] }, [])

      await opened.portfolios.write(
        1,
        { spaces: [space(1, { locationId: 2 }), space(2, { locationId: 1 })] },
        [],
      )

      expect((await opened.portfolios.load(1)).spaces.map(({ locationId }) => locationId)).toEqual([2, 1])
    })

    test('an organization can neither replace nor remove what belongs to another', async () => {
      await opened.portfolios.write(1, { spaces: [space(1)] }, [])

      await opened.portfolios.write(2, { removedSpaces: [1] }, [])
      const takeover = opened.portfolios.write(
        2,
        { spaces: [space(1, { organization: 2, id: 'spc_x' })] },
        [],
      )

      await expect(takeover).rejects.toMatchObject({ kind: 'conflict' })
      expect((await opened.portfolios.load(1)).spaces).toEqual([space(1)])
    })

    test('audit entries are written with the change', async () => {
      await opened.portfolios.write(1, { spaces: [space(1)] }, [entry('space.create'), entry('space.update')])

      const trail = await opened.access.audit(1, 10, null)
      expect(trail.map(({ action }) => action)).toEqual(['space.update', 'space.create'])
    })

    test('reserved keys are never given twice', async () => {
      const first = await opened.portfolios.reserveKeys(3)
      const second = await opened.portfolios.reserveKeys(1)
      const third = await opened.portfolios.reserveKeys(5)

      expect(first).toBeGreaterThan(0)
      expect([second, third]).toEqual([first + 3, first + 4])
    })
  })
}

const filledIn = {
  capacity: 12,
  countingMode: 'entry',
  dailyResetMinutes: 240,
  function: 'meeting_room',
  status: 'planning',
  address: '1 High Street',
  iwmsId: 'B-2',
  sizeArea: 20.5,
  costPerSqft: 3.25,
  goLiveDateUtc: '2024-05-01',
  binaryOccupancy: true,
  minCount: 5,
} as const

function space(key: number, change: Partial<Space> = {}): Space {
  return spaceOf(key, { name: `Room ${key}`, locationId: key, createdAt: 1_714_000_000_123, ...change })
}

function sensor(key: number, change: Partial<Sensor> = {}): Sensor {
  return {
    key,
    organization: 1,
    serialNumber: `Z${key}`,
    type: 'oa',
    hardwareType: 'waffle',
    firmwareVersion: null,
    networkAddresses: [
      { address: 'fe80::1', family: 'IPv6', interface: 'eth1', mac: '00:11:22:33:44:55' },
      { address: '10.0.0.1', family: '', interface: '', mac: '' },
    ],
    heartbeatMs: 60_000,
    coverage: [{ space: 1, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }],
    createdAt: 1_714_000_000_123,
    updatedAt: 1_714_000_000_456,
    ...change,
  }
}

function doorway(key: number, change: Partial<Doorway> = {}): Doorway {
  return {
    key,
    organization: 1,
    id: `drw_${key}`,
    name: 'Front',
    sensors: [{ sensor: 3, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }],
    sides: [
      { space: 2, placement: -1 },
      { space: 1, placement: 1 },
    ],
    createdAt: 5,
    deletedAt: null,
    ...change,
  }
}

function label(key: number, change: Partial<Label> = {}): Label {
  return { key, organization: 1, id: `lbl_${key}`, name: 'Quiet', group: null, spaces: [2, 1], ...change }
}

function labelGroup(key: number): LabelGroup {
  return { key, organization: 1, id: `lgr_${key}`, name: `Group ${key}` }
}

function display(key: number, change: Partial<Display> = {}): Display {
  return { key, organization: 1, id: `dsp_${key}`, name: 'Lobby', floor: 1, createdAt: 5, ...change }
}

function site(key: number, change: Partial<Site> = {}): Site {
  return {
    key,
    organization: 1,
    slug: `site-${key}`,
    space: 1,
    places: [],
    minCount: 5,
    busyPercent: 45,
    veryBusyPercent: 72,
    hours: [{ days: '1234567', openMinutes: 480, closeMinutes: 1_320 }],
    createdAt: 1_714_000_000_123,
    ...change,
  }
}

function entry(action: string): AuditEntry {
  return { at: 1, actor: 'system', action, target: 'spc_1', before: null, after: '{}' }
}
