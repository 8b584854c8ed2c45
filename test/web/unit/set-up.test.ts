import { describe, expect, test } from 'vitest'
import type { Space } from '../../../src/client/native-wire.ts'
import { clientExample, tokenExample } from '../../../web/src/pages/set-up/access/examples.ts'
import { actorOf, changesBetween } from '../../../web/src/pages/set-up/history/audit-diff.ts'
import { fieldName } from '../../../web/src/pages/set-up/history/field-text.ts'
import { instantOfLocal, localNow } from '../../../web/src/pages/set-up/local-input.ts'
import { sectionNamed } from '../../../web/src/pages/set-up/sections.ts'
import {
  draftOfSite,
  newSiteOf,
  siteChangesOf,
  toggleDay,
} from '../../../web/src/pages/set-up/sites/site-draft.ts'
import {
  changesOf,
  draftOf,
  emptyDraft,
  labelNames,
  newSpaceOf,
} from '../../../web/src/pages/set-up/spaces/space-draft.ts'
import { spaceNamed } from './space.ts'

const parent: Space = { ...spaceNamed('Tower'), space_type: 'building', time_zone: 'Europe/Paris' }
const space: Space = {
  ...spaceNamed('Room'),
  parent_id: parent.id,
  time_zone: 'Europe/Paris',
  capacity: 8,
  counting_mode: 'entry',
}

describe('the form of a space', () => {
  test('of a new one says nothing about what was left empty', () => {
    const draft = { ...emptyDraft(parent), name: ' Level 1 ' }

    expect(newSpaceOf(draft)).toEqual({
      name: 'Level 1',
      space_type: 'floor',
      parent_id: parent.id,
      daily_reset: '00:00',
      status: 'live',
    })
  })

  test('of one that is there says only what was changed', () => {
    const before = draftOf(space, parent)

    expect(changesOf(before, before)).toEqual({})
    expect(changesOf(before, { ...before, capacity: '', labels: 'Quiet, Quiet, Food' })).toEqual({
      capacity: null,
      labels: ['Quiet', 'Food'],
    })
  })

  test('takes a zone that is also its parent’s for inherited', () => {
    expect(draftOf(space, parent).zone).toBe('')
    expect(draftOf({ ...space, time_zone: 'Europe/London' }, parent).zone).toBe('Europe/London')
    expect(draftOf(parent, undefined).zone).toBe('Europe/Paris')
  })

  test('labels are names between commas', () => {
    expect(labelNames(' a ,, b,a ')).toEqual(['a', 'b'])
  })
})

describe('local times that are typed', () => {
  test('are read on the clocks of the space', () => {
    expect(instantOfLocal('2024-07-01T10:00', 'Europe/Paris')).toBe(Date.parse('2024-07-01T08:00:00Z'))
    expect(instantOfLocal('2024-03-31T02:30', 'Europe/Paris')).toBe('skipped')
    expect(instantOfLocal('2024-10-27T02:30', 'Europe/Paris')).toBe(Date.parse('2024-10-27T00:30:00Z'))
    expect(instantOfLocal('', 'Europe/Paris')).toBeNull()
  })

  test('begin with what those clocks show now', () => {
    expect(localNow('Europe/Paris', Date.parse('2024-07-01T08:00:59Z'))).toBe('2024-07-01T10:00')
  })
})

describe('what the history shows of a change', () => {
  const naming = {
    zone: 'America/New_York',
    nameOf: (id: string) => (id === 'spc_hall' ? 'Hall, Tower' : undefined),
  }

  test('is the fields that differ, as text', () => {
    expect(
      changesBetween({ name: 'a', capacity: null, zone: 'x' }, { name: 'b', capacity: 0, zone: 'x' }, naming),
    ).toEqual([
      { field: 'name', was: 'a', is: 'b' },
      { field: 'capacity', was: null, is: '0' },
    ])
    expect(changesBetween({ name: 'a' }, null, naming)).toEqual([{ field: 'name', was: 'a', is: null }])
  })

  test('leaves out what nobody set, and what is nothing before and after', () => {
    expect(changesBetween(null, { id: 'spc_1', createdAt: 0, deletedAt: null, address: '' }, naming)).toEqual(
      [],
    )
  })

  test('is told in words: names for ids, units, times of day, and what codes stand for', () => {
    const site = {
      space: 'spc_hall',
      busyPercent: 45,
      hours: [{ days: '23456', openMinutes: 450, closeMinutes: 1410 }],
    }
    expect(changesBetween(null, site, naming).map(({ is }) => is)).toEqual([
      'Hall, Tower',
      '45%',
      'Mon–Fri 7:30 AM–11:30 PM',
    ])
    const sensor = {
      heartbeatMs: 1_800_000,
      type: 'entry',
      coverage: [{ space: 'spc_hall', from: null, until: null }],
    }
    expect(changesBetween(null, sensor, naming).map(({ is }) => is)).toEqual([
      '30 min',
      'Doorway sensor',
      'Hall, Tower',
    ])
    const doorway = {
      sides: [
        { space: 'spc_hall', placement: 1 },
        { space: 'spc_gone', placement: -1 },
      ],
    }
    expect(changesBetween(null, doorway, naming)[0]?.is).toBe('into Hall, Tower, out of spc_gone')
    const plan = { mediaType: 'image/png', sizeBytes: 4_336, areas: [{}, {}] }
    expect(changesBetween(null, plan, naming).map(({ is }) => is)).toEqual([
      'image/png',
      '4.3 kB',
      '2 spaces',
    ])
    expect(changesBetween(null, { expiresAt: Date.UTC(2024, 6, 1, 16) }, naming)[0]?.is).toBe(
      'Jul 1, 2024, 12:00 PM EDT',
    )
  })

  test('names its fields as the forms do', () => {
    expect(['busyPercent', 'sizeBytes', 'heartbeatMs', 'someNewThing'].map(fieldName)).toEqual([
      'Busy from',
      'Size of the file',
      'Reporting interval',
      'some new thing',
    ])
  })

  test('names whoever did it', () => {
    expect(actorOf('tkn_1 the front desk')).toEqual({ id: 'tkn_1', name: 'the front desk' })
    expect(actorOf('demo')).toEqual({ id: 'demo', name: 'demo' })
  })
})

const siteNow = {
  slug: 'lib',
  notices: [],
  min_count: 0,
  levels: { busy: 45, very_busy: 72 },
  hours: [],
  created_at: '2024-05-14T12:00:00Z',
}

test('a published site is told with its days ascending', () => {
  expect(toggleDay('246', '3')).toBe('2346')
  expect(toggleDay('246', '4')).toBe('26')
  expect(newSiteOf({ ...draftOfSite(undefined), slug: ' lib ', spaces: ['s'], minCount: '5' })).toEqual({
    slug: 'lib',
    space_id: 's',
    min_count: 5,
    levels: { busy: 45, very_busy: 72 },
    hours: [],
  })
})

test('a site is told what it shows where that was changed: one space, or several one by one', () => {
  const site = { ...siteNow, space_id: null, location_id: null, space_ids: ['campus'] }
  const draft = draftOfSite(site)

  expect(siteChangesOf(draft, site)).not.toHaveProperty('space_ids')
  expect(siteChangesOf(draft, site)).not.toHaveProperty('space_id')
  expect(siteChangesOf({ ...draft, spaces: ['campus', 'b'] }, site).space_ids).toEqual(['campus', 'b'])
  expect(siteChangesOf({ ...draft, spaces: ['b'] }, site).space_id).toBe('b')
  expect(draftOfSite({ ...site, space_id: 'campus', space_ids: ['a', 'b'] }).spaces).toEqual(['campus'])
})

test('an example uses what the token opens', () => {
  expect(tokenExample('http://h', 'tok_1', ['read'])).toBe(
    "curl -H 'Authorization: Bearer tok_1' http://h/v3/spaces",
  )
  expect(tokenExample('http://h', 'tok_1', ['ingest'])).toContain('/api/readings')
  const client = {
    client_id: 'c',
    client_secret: 's',
    name: '',
    permissions: [],
    role: null,
    space_ids: null,
  }
  expect(clientExample('http://h', { ...client, created_at: '' })).toContain('client_id=c&client_secret=s')
})

test('an address names a section, or the first of them', () => {
  expect(sectionNamed(undefined)).toBe('spaces')
  expect(sectionNamed('history')).toBe('history')
  expect(sectionNamed('nowhere')).toBeNull()
})
