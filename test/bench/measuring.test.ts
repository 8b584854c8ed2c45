import { describe, expect, it } from 'vitest'
import { assertSameRows } from '../../src/bench/question.ts'
import { slotDays, slotsPerSpace, spaceYear } from '../../src/bench/slot-year.ts'
import { figure, ratio, toMarkdown } from '../../src/bench/table.ts'
import { median, quantile, timeInTurns } from '../../src/bench/timing.ts'
import { SLOT_MS } from '../../src/domain/time/interval.ts'

describe('measuring', () => {
  it('takes the smallest value that the asked share does not exceed', () => {
    const values = [5, 1, 4, 2, 3]

    expect(median(values)).toBe(3)
    expect(quantile(values, 0.99)).toBe(5)
    expect(quantile(values, 0)).toBe(1)
  })

  it('lets contenders take turns and leaves the first turn out', async () => {
    const order: string[] = []
    const contender = (name: string, times: number[]) => ({
      name,
      run: async () => {
        order.push(name)
        return times.shift() ?? 0
      },
    })

    const medians = await timeInTurns([contender('a', [900, 1, 3, 2]), contender('b', [900, 6, 4, 5])], 3)

    expect(order.join('')).toBe('abababab')
    expect(medians).toEqual(
      new Map([
        ['a', 2],
        ['b', 5],
      ]),
    )
  })

  it('finds a row that is missing or says something else', () => {
    const expected = new Map([['0 1', [1, 2]]])

    expect(() => assertSameRows('It', expected, new Map([['0 1', [1, 2]]]))).not.toThrow()
    expect(() => assertSameRows('It', expected, new Map())).toThrow('0 rows instead of 1')
    expect(() => assertSameRows('It', expected, new Map([['0 1', [1, 3]]]))).toThrow(
      '1, 3 of 0 1 instead of 1, 2',
    )
    expect(() => assertSameRows('It', expected, new Map([['0 2', [1, 2]]]))).toThrow('nothing of 0 1')
  })

  it('writes figures to three digits', () => {
    expect([0, 0.1234, 1.5, 12.34, 1234.5, 2_000_000].map(figure)).toEqual([
      '0',
      '0.123',
      '1.50',
      '12.3',
      '1,230',
      '2,000,000',
    ])
    expect(ratio(3, 2)).toBe('1.50 ×')
  })

  it('writes a table as Markdown', () => {
    const text = toMarkdown({ title: 'T', columns: ['a', 'b'], rows: [['x', '1']], notes: ['n'] })

    expect(text).toBe('### T\n\n| a | b |\n| --- | ---: |\n| x | 1 |\n\n- n\n')
  })

  it('makes up slots that could have been', () => {
    const { occupiedMs, personMs, peak, low } = spaceYear(3)

    for (let slot = 0; slot < slotsPerSpace; slot++) {
      const [most = 0, least = 0, people = 0, occupied = 0] = [
        peak[slot],
        low[slot],
        personMs[slot],
        occupiedMs[slot],
      ]
      if (least > most || people < least * SLOT_MS || people > most * SLOT_MS) expect.fail(`slot ${slot}`)
      if (occupied > people || occupied > SLOT_MS || (occupied === 0) !== (most === 0))
        expect.fail(`slot ${slot}`)
    }
    expect(peak.some((count) => count > 10)).toBe(true)
    expect(slotDays(spaceYear(3))).toHaveLength(slotsPerSpace / 96)
  })
})
