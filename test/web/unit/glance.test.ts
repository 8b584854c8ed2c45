import { describe, expect, test } from 'vitest'
import type { Space } from '../../../src/client/native-wire.ts'
import { glanceAt, latestChange } from '../../../web/src/pages/now/glance.ts'
import { scopeChoices, scopeOf } from '../../../web/src/pages/now/scope.ts'
import { searchable } from '../../../web/src/pages/now/search.ts'
import { filterTree, functionChoices, labelChoices } from '../../../web/src/pages/now/tree-filter.ts'
import type { LiveSpace } from '../../../web/src/state/live.ts'
import type { Portfolio } from '../../../web/src/state/portfolio.ts'

function space(id: string, parent: string | null, fields: Partial<Space> = {}): Space {
  return {
    id,
    name: id,
    parent_id: parent,
    space_type: 'space',
    capacity: null,
    function: null,
    labels: [],
    status: 'live',
    ...fields,
  } as unknown as Space
}

const spaces = [
  space('house', null, { space_type: 'building' }),
  space('first', 'house', { space_type: 'floor', capacity: 50 }),
  space('ash', 'first', { name: 'Café Ash', capacity: 10, function: 'cafe' }),
  space('elm', 'first', {
    capacity: 8,
    function: 'meeting_room',
    labels: [{ id: 'lbl_b', name: 'Bookable' }],
  }),
  space('second', 'house', { space_type: 'floor' }),
  space('oak', 'second', { capacity: 4, function: 'meeting_room' }),
  space('fir', 'second', { capacity: 2 }),
  space('planned', 'second', { capacity: 99, status: 'planning' }),
  space('annex', null, { space_type: 'building' }),
  space('yew', 'annex', { labels: [{ id: 'lbl_b', name: 'Bookable' }] }),
]

const children = (id: string | null) => spaces.filter(({ parent_id }) => parent_id === id)
const below = (id: string): readonly Space[] => children(id).flatMap((child) => [child, ...below(child.id)])
const ancestors = (id: string): readonly Space[] => {
  const parent = spaces.find((each) => each.id === spaces.find((other) => other.id === id)?.parent_id)
  return parent === undefined ? [] : [...ancestors(parent.id), parent]
}

const portfolio: Portfolio = {
  spaces,
  roots: children(null),
  space: (id) => spaces.find((each) => each.id === id),
  children,
  ancestors,
  descendants: below,
}

function live(count: number | null, health: LiveSpace['space_health_status'] = 'healthy'): LiveSpace {
  return {
    count,
    presence: count === null ? null : count > 0,
    is_known: count !== null && health !== 'offline',
    is_capped: false,
    counting_mode: 'oa',
    space_health_status: health,
    timestamp: count === null ? null : `2026-03-02T10:00:0${Math.min(count, 9)}.000Z`,
  }
}

const states: Readonly<Record<string, LiveSpace>> = {
  house: live(20),
  first: live(15),
  ash: live(5),
  elm: live(0),
  second: live(5),
  oak: live(5),
  fir: live(1, 'offline'),
  annex: live(null),
  yew: live(0),
}

const glance = (id?: string) => glanceAt(scopeOf(portfolio, id), children, (each) => states[each])

describe('the glance', () => {
  test('adds what the roots say, and says how many spaces it does not know', () => {
    expect(glance().people).toBe(20)
    expect(glance().unknown).toBe(1)
    expect(glance('annex').people).toBeNull()
  })

  test('takes the share of capacity over the topmost spaces that have one and are known', () => {
    // First floor 15 of 50 stands for what is in it; oak 5 of 4; fir is offline.
    expect(glance().capacity).toEqual({ people: 20, places: 54, spaces: 2 })
    expect(glance('annex').capacity).toBeNull()
  })

  test('counts leaves in service by their state', () => {
    expect(glance().states).toEqual({ available: 2, occupied: 1, over: 1, unknown: 0, unhealthy: 1 })
  })

  test('says what can be taken now: by function, or by the label', () => {
    const free = glance().free.map((group) => [group.function, group.spaces.map(({ id }) => id)])
    expect(free).toEqual([
      ['meeting_room', ['elm']],
      [null, ['yew']],
    ])
  })

  test('sorts by share of capacity', () => {
    expect(glance().busiest.map(({ space: { id } }) => id)).toEqual(['oak', 'ash'])
    expect(glance().quietest.map(({ space: { id } }) => id)).toEqual(['elm', 'ash', 'oak'])
    expect(glance().over.map(({ space: { id }, share }) => [id, share])).toEqual([['oak', 1.25]])
  })

  test('says when something last changed', () => {
    expect(latestChange(scopeOf(portfolio, 'first').spaces, (id) => states[id])).toBe(
      '2026-03-02T10:00:09.000Z',
    )
    expect(latestChange(spaces, () => undefined)).toBeNull()
  })
})

describe('the tree', () => {
  const all = scopeOf(portfolio, undefined)
  const none = { text: '', function: null, label: null, state: null }
  const available = () => 'available' as const

  test('is searched ignoring case and accents, with all above what matches', () => {
    const found = filterTree(portfolio, all, { ...none, text: ' cafe A' }, available)
    expect([...(found?.matches ?? [])]).toEqual(['ash'])
    expect([...(found?.shown ?? [])]).toEqual(['ash', 'house', 'first'])
    expect(searchable('ÉCOLE Señor')).toBe('ecole senor')
  })

  test('is filtered by function, label and state together', () => {
    const rooms = filterTree(portfolio, all, { ...none, function: 'meeting_room', label: 'lbl_b' }, available)
    expect([...(rooms?.matches ?? [])]).toEqual(['elm'])
    const free = filterTree(portfolio, all, { ...none, state: 'available' }, available)
    expect([...(free?.matches ?? [])]).toEqual(['ash', 'elm', 'oak', 'fir', 'yew'])
  })

  test('is whole while nothing is asked for', () => {
    expect(filterTree(portfolio, all, { ...none, text: '  ' }, available)).toBeNull()
  })

  test('offers the functions and labels that there are, with how many have them', () => {
    expect(functionChoices(spaces, (purpose) => purpose)).toEqual([
      { value: 'cafe', name: 'cafe', count: 1 },
      { value: 'meeting_room', name: 'meeting_room', count: 2 },
    ])
    expect(labelChoices(spaces)).toEqual([{ value: 'lbl_b', name: 'Bookable', count: 2 }])
  })

  test('can be narrowed to a building, and an unknown one narrows nothing', () => {
    expect(scopeOf(portfolio, 'annex').spaces.map(({ id }) => id)).toEqual(['annex', 'yew'])
    expect(scopeOf(portfolio, 'gone').space).toBeNull()
    expect(scopeChoices(portfolio).map(({ id }) => id)).toEqual(['house', 'annex'])
  })
})
