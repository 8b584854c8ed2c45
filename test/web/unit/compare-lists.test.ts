import { describe, expect, it } from 'vitest'
import { figuresOf } from '../../../web/src/pages/compare/figures.ts'
import { overCrowded, underUsed } from '../../../web/src/pages/compare/lists.ts'
import { byFunction, byLabel, membersOf } from '../../../web/src/pages/compare/members.ts'
import type { CompareRow } from '../../../web/src/pages/compare/rows.ts'
import { usualLimits, viewOf } from '../../../web/src/pages/compare/view.ts'
import type { Portfolio } from '../../../web/src/state/portfolio.ts'
import { spaceNamed } from './space.ts'

interface Given {
  used?: number
  observed?: number
  upTime?: number
  utilization?: number | null
  daysOver?: number | null
}

/** A space over 100 hours of work. */
function row(id: string, given: Given = {}): CompareRow {
  const { used = 50, observed = 100, upTime = 1, utilization = 0.5, daysOver = 0 } = given
  const figures = figuresOf(id, {
    occupancy_avg: observed === 0 ? null : 1,
    occupancy_max: observed === 0 ? null : 2,
    utilization_avg: utilization,
    utilization_max: utilization,
    time_used_ms: used,
    observed_ms: observed,
    length_ms: 100,
    up_time: upTime,
  })
  const daily = { days: new Map(), usedADayMs: null, daysOver }
  return { id, name: id, space: null, size: 1, figures, timeUsedShare: used / 100, daily }
}

const idsOf = (rows: readonly CompareRow[]) => rows.map(({ id }) => id)

describe('under-used spaces', () => {
  it('are those in use less than the share of the observed hours, the least used first', () => {
    const rows = [row('at', { used: 20 }), row('below', { used: 19 }), row('never', { used: 0 }), row('busy')]
    expect(idsOf(underUsed(rows, usualLimits).rows)).toEqual(['never', 'below'])
  })

  it('are judged by the hours that were observed, not by all', () => {
    const halfSeen = row('half', { used: 15, observed: 50, upTime: 0.5 })
    expect(underUsed([halfSeen], usualLimits).rows).toEqual([])
  })

  it('are not those of which too little was seen, and these are counted', () => {
    const rows = [
      row('unseen', { used: 0, observed: 0, upTime: 0 }),
      row('hardly', { used: 0, observed: 49, upTime: 0.49 }),
      row('half', { used: 0, observed: 50, upTime: 0.5 }),
    ]
    const listed = underUsed(rows, usualLimits)
    expect(idsOf(listed.rows)).toEqual(['half'])
    expect(listed.unsure).toBe(2)
  })
})

describe('over-crowded spaces', () => {
  it('are those over capacity on enough days, or too full on average', () => {
    const rows = [
      row('calm'),
      row('once', { daysOver: 1 }),
      row('often', { daysOver: 5 }),
      row('full', { utilization: 0.81 }),
      row('nearly', { utilization: 0.8 }),
    ]
    expect(idsOf(overCrowded(rows, { ...usualLimits, daysOver: 1 }).rows)).toEqual(['often', 'once', 'full'])
    expect(idsOf(overCrowded(rows, { ...usualLimits, daysOver: 2 }).rows)).toEqual(['often', 'full'])
  })

  it('are listed for a day over capacity however little else was seen', () => {
    const rows = [
      row('seldom', { daysOver: 1, upTime: 0.1 }),
      row('maybe', { utilization: 0.9, upTime: 0.1 }),
      row('open', { utilization: null, daysOver: null }),
    ]
    const listed = overCrowded(rows, { ...usualLimits, daysOver: 1 })
    expect(idsOf(listed.rows)).toEqual(['seldom'])
    expect(listed).toMatchObject({ unsure: 1, withoutCapacity: 1 })
  })
})

describe('what is compared', () => {
  const [quiet, loud] = [
    { id: 'lbl_quiet', name: 'Quiet' },
    { id: 'lbl_loud', name: 'Loud' },
  ]
  const spaces = [
    spaceNamed('bld', { space_type: 'building' }),
    spaceNamed('flr', { space_type: 'floor', parent_id: 'bld' }),
    spaceNamed('a', { parent_id: 'flr', function: 'desk', labels: [quiet, loud] }),
    spaceNamed('b', { parent_id: 'flr', function: 'cafe', labels: [loud] }),
    spaceNamed('c', { function: 'desk' }),
  ]
  const tree: Pick<Portfolio, 'spaces' | 'descendants'> = {
    spaces,
    descendants: (id) => (id === 'bld' ? spaces.slice(1, 4) : id === 'flr' ? spaces.slice(2, 4) : []),
  }
  const chosen = (query: Readonly<Record<string, string>>) =>
    membersOf(tree, viewOf(query)).map(({ id }) => id)

  it('is every space of the lowest kind, or those that the filters let through', () => {
    expect(chosen({})).toEqual(['a', 'b', 'c'])
    expect(chosen({ building: 'bld' })).toEqual(['a', 'b'])
    expect(chosen({ function: 'desk' })).toEqual(['a', 'c'])
    expect(chosen({ floor: 'flr', function: 'desk', label: 'lbl_loud' })).toEqual(['a'])
  })

  it('is what was picked by hand, of whatever kind', () => {
    expect(chosen({ spaces: 'c,flr,gone', function: 'cafe' })).toEqual(['flr', 'c'])
  })

  it('is whole floors or buildings, whatever filters of spaces are left in the address', () => {
    expect(chosen({ by: 'floors', function: 'desk' })).toEqual(['flr'])
    expect(chosen({ by: 'buildings', label: 'lbl_loud' })).toEqual(['bld'])
  })

  it('counts a space under each of its labels, and one without under none', () => {
    const groups = byLabel(spaces).map(({ name, members }) => [name, members.map(({ id }) => id)])
    expect(groups).toEqual([
      ['Loud', ['a', 'b']],
      ['Quiet', ['a']],
    ])
  })

  it('is grouped by function under the name of it', () => {
    const groups = byFunction(spaces, (key) => key.toUpperCase()).map(({ id, name, members }) => [
      id,
      name,
      members.length,
    ])
    expect(groups).toEqual([
      ['cafe', 'CAFE', 1],
      ['desk', 'DESK', 2],
    ])
  })
})
