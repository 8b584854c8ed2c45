import { expect, test } from 'vitest'
import {
  type Correction,
  offsetsOf,
  saidCountsOf,
  sensorCorrectionsOf,
} from '../../../src/domain/portfolio/correction.ts'
import { modesBelow } from '../../../src/domain/portfolio/counting.ts'
import { doorwayOf, portfolioOf, sensorOf, spaceOf } from './parts.ts'

const correction = (key: number, fields: Partial<Correction>): Correction => ({
  key,
  organization: 1,
  id: `cor_${key}`,
  kind: 'offset',
  space: null,
  sensor: null,
  from: 10,
  until: 20,
  value: 1,
  reason: null,
  actor: 'tkn_1 Robin',
  createdAt: 0,
  ...fields,
})

test('offsets say how many people are added, and when', () => {
  const all = [
    correction(2, { value: -3 }),
    correction(1, { until: Infinity }),
    correction(3, { kind: 'reset' }),
  ]

  expect(offsetsOf(all)).toEqual({
    corrected: [
      { start: 10, end: Infinity, people: 1 },
      { start: 10, end: 20, people: -3 },
    ],
  })
})

test('of what people said of one instant the last word made comes last', () => {
  const said = [correction(9, { kind: 'reset', value: 7 }), correction(4, { kind: 'reset', value: 5 })]

  expect(saidCountsOf(said)).toEqual({
    corrected: [
      { at: 10, count: 5 },
      { at: 10, count: 7 },
    ],
  })
})

test('a sensor is ignored, or has a ceiling, for a while', () => {
  const said = [correction(1, { kind: 'ignore', value: null }), correction(2, { kind: 'ceiling', value: 4 })]

  expect(sensorCorrectionsOf(said)).toEqual({
    corrected: { ignored: [{ start: 10, end: 20 }], ceilings: [{ start: 10, end: 20, ceiling: 4 }] },
  })
})

test('where nobody corrected anything there is no such field, and a word without a number is of nobody', () => {
  for (const of of [offsetsOf, saidCountsOf, sensorCorrectionsOf]) expect(of([])).toEqual({})
  expect(offsetsOf([correction(1, { value: null })]).corrected?.[0]?.people).toBe(0)
  expect(saidCountsOf([correction(1, { kind: 'reset', value: null })]).corrected?.[0]?.count).toBe(0)
  const ceiling = correction(1, { kind: 'ceiling', value: null })
  expect(sensorCorrectionsOf([ceiling]).corrected?.ceilings[0]?.ceiling).toBe(0)
})

test('a set-up knows the corrections of each space and of each sensor', () => {
  const corrections = [
    correction(1, { space: 2 }),
    correction(2, { kind: 'ignore', sensor: 5 }),
    correction(3, { kind: 'reset', space: 2 }),
  ]
  const portfolio = portfolioOf({ spaces: [spaceOf(2, { timeZone: 'UTC' })], corrections })

  expect(portfolio.correctionsOfSpace(2).map(({ key }) => key)).toEqual([1, 3])
  expect(portfolio.correctionsOfSensor(5).map(({ key }) => key)).toEqual([2])
  expect(portfolio.correctionsOfSpace(3)).toEqual([])
  expect(portfolio.correctionsOfSensor(6)).toEqual([])
})

test('the modes below a space are those of its sensors and doorways, wherever below it', () => {
  const floor = spaceOf(1, { timeZone: 'UTC', type: 'floor' })
  const spaces = [floor, spaceOf(2, { parent: 1 }), spaceOf(3, { parent: 2 }), spaceOf(4, { parent: 1 })]
  const sensors = [sensorOf(5, [3]), sensorOf(6, [1], { type: 'waffle' })]
  const portfolio = portfolioOf({ spaces, sensors, doorways: [doorwayOf(7, [4])] })

  expect(modesBelow(portfolio, floor)).toEqual(new Set(['waffle', 'oa', 'entry']))
  expect(modesBelow(portfolio, spaces[1] ?? floor)).toEqual(new Set(['oa']))
})
