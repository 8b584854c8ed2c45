import { describe, expect, test } from 'vitest'
import { NumberEvidence } from '../../src/client/csv/number-evidence.ts'
import { readPeople } from '../../src/client/csv/people-text.ts'
import { TimeEvidence } from '../../src/client/csv/time-evidence.ts'

function numbers(...fields: readonly string[]) {
  const evidence = new NumberEvidence()
  for (const field of fields) evidence.add(field)
  return evidence.conclude()
}

function times(...fields: readonly string[]) {
  const evidence = new TimeEvidence()
  for (const field of fields) evidence.add(field)
  return evidence.conclude()
}

describe('the times of a column', () => {
  test('have the day first where one of them cannot be read otherwise', () => {
    expect(times('01/02/2024', '12/02/2024', '13/02/2024', '25/02/2024')).toMatchObject({
      dayFirst: true,
      ambiguous: null,
    })
  })

  test('have the month first where one of them cannot be read otherwise, or a clock has AM and PM', () => {
    expect(times('01/02/2024', '01/13/2024').dayFirst).toBe(false)
    expect(times('01/02/2024 05:00:00 PM').dayFirst).toBe(false)
  })

  test('are ambiguous where every row fits both ways, unless both ways are the same', () => {
    expect(times('03/03/2024', '01/02/2024')).toMatchObject({ dayFirst: null, ambiguous: '01/02/2024' })
    expect(times('03/03/2024', '2024-01-02')).toMatchObject({ dayFirst: null, ambiguous: null })
  })

  test('contradict each other where some fit only one way and some only the other', () => {
    expect(times('13/02/2024', '02/13/2024')).toMatchObject({
      dayFirst: null,
      contradiction: ['13/02/2024', '02/13/2024'],
    })
  })

  test('are serial dates of a spreadsheet where all are', () => {
    expect(times('45000', '45000.5', '').serialDates).toBe(true)
    expect(times('45000', '2024-01-02').serialDates).toBe(false)
    expect(times('12345').serialDates).toBe(false)
    expect(times('').serialDates).toBe(false)
  })
})

describe('the numbers of a column', () => {
  test.each([
    [['1,204', '999'], '.', null],
    [['1.204,5', '3'], ',', null],
    [['5,1', '1,0'], ',', null],
    [['5.1', '1.0'], '.', null],
    [['1,204,100'], '.', null],
    [['1.204.100', '1.204'], ',', null],
    [['1.204', '2'], null, '1.204'],
    [['5,1', '5.1'], null, null],
    [['3', ''], '.', null],
  ])('%j have the decimal mark %s', (fields, decimal, ambiguous) => {
    expect(numbers(...fields)).toMatchObject({ decimal, ambiguous })
  })

  test('look like a running total where they only rise, restarts apart, in either order of rows', () => {
    const steady = Array.from({ length: 30 }, (_, index) => String(index * 3))
    expect(numbers('100023', '100110', '7').looksCumulative).toBe(true)
    expect(numbers(...steady).looksCumulative).toBe(true)
    expect(numbers(...steady.toReversed()).looksCumulative).toBe(true)
  })

  test.each([[['5', '3', '4']], [['1', '2', '5']], [['10', '11', '12']], [['7']], [[]]])(
    '%j do not look like a running total',
    (fields) => {
      expect(numbers(...fields).looksCumulative).toBe(false)
    },
  )

  test('know their greatest, first and last, and how many are fractions or percent', () => {
    expect(numbers('5.5', '45%', 'n/a', '12')).toMatchObject({
      values: 3,
      max: 45,
      first: 5.5,
      last: 12,
      fractions: 1,
      hasPercent: true,
    })
  })
})

describe('a number of people', () => {
  const point = { decimal: '.', isPercent: false } as const
  const comma = { decimal: ',', isPercent: false } as const

  test.each([
    ['1,204', point, 1204, false],
    ['1 204', point, 1204, false],
    ["1'204", point, 1204, false],
    ['5.1', point, 5, true],
    ['2.5', point, 3, true],
    ['3.0', point, 3, false],
    ['1.204,6', comma, 1205, true],
    ['4,4', comma, 4, true],
    ['45%', point, 68, true],
    ['50 %', point, 75, false],
  ])('%s is read with the mark of its column', (text, style, people, isRounded) => {
    expect(readPeople(text, style, 150)).toEqual({ kind: 'people', people, isRounded })
  })

  test('in percent needs the capacity', () => {
    expect(readPeople('45%', point, null)).toEqual({ kind: 'share' })
    expect(readPeople('45', { decimal: '.', isPercent: true }, 20)).toEqual({
      kind: 'people',
      people: 9,
      isRounded: false,
    })
  })

  test.each(['-1', 'many', '1,2,3', '1e', '5,1', 'x%'])('%j is none', (text) => {
    expect(readPeople(text, point, 10)).toEqual({ kind: 'invalid' })
  })

  test.each(['', ' ', 'NaN', 'n/a', '–'])('%j was left out', (text) => {
    expect(readPeople(text, point, 10)).toEqual({ kind: 'blank' })
  })
})
