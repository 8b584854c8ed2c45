import { describe, expect, test } from 'vitest'
import { sizingSentence } from '../../../src/domain/sizing/sentence.ts'
import { noUse, type SpaceUse } from '../../../src/domain/sizing/space-use.ts'
import { sizeUp } from '../../../src/domain/sizing/verdict.ts'

const thresholds = { knownPercent: 50, hardlyPercent: 5, overPercent: 5, fitPercent: 90, smallerPercent: 50 }

/** A thousand milliseconds, of which somebody was there for 400: ten uses, nine of up to four people, one of eight. */
const room: SpaceUse = {
  lengthMs: 1_000,
  counts: [
    { count: 0, durationMs: 600 },
    { count: 2, durationMs: 300 },
    { count: 4, durationMs: 80 },
    { count: 8, durationMs: 20 },
  ],
  sizedMs: 400,
  overMs: 0,
  filledMs: 100,
  uses: [
    { peak: 2, uses: 6 },
    { peak: 4, uses: 3 },
    { peak: 8, uses: 1 },
  ],
  cappedUses: 0,
}

const judged = (use: Partial<SpaceUse>, capacity: number | null) => {
  const sizing = sizeUp({ ...room, ...use }, capacity, thresholds)
  return { ...sizing, sentence: sizingSentence(sizing) }
}

describe('a space', () => {
  test('is too big when a size of half of its capacity fits nine of ten uses', () => {
    expect(judged({}, 8)).toMatchObject({
      verdict: 'too_big',
      fittingSize: 4,
      fittingShare: 0.9,
      sentence:
        '90 % of its 10 uses had at most 4 people, and its capacity is 8; while in use 2.7 people on average, 8 people at most.',
    })
    expect(judged({}, 7)).toMatchObject({ verdict: 'right_size', fittingSize: 4 })
  })

  test('is too small by the time over capacity, not by one peak', () => {
    expect(judged({ overMs: 20 }, 6)).toMatchObject({ verdict: 'right_size' })
    expect(judged({ overMs: 21 }, 6)).toMatchObject({
      verdict: 'too_small',
      sentence: 'It was over its capacity of 6 for 5 % of the time in use; the most was 8 people.',
    })
  })

  test('without a capacity, or with one of 0, is held against nothing', () => {
    for (const capacity of [null, 0])
      expect(judged({}, capacity)).toMatchObject({
        verdict: 'no_capacity',
        capacity: null,
        sentence:
          'No capacity is set that its use could be held against; while in use 2.7 people on average, 8 people at most.',
      })
  })

  test('is never used, hardly used or not, by its known time', () => {
    const counts = (occupied: number) => [
      { count: 0, durationMs: 1_000 - occupied },
      ...(occupied > 0 ? [{ count: 1, durationMs: occupied }] : []),
    ]
    expect(judged({ counts: counts(0), uses: [] }, 8)).toMatchObject({
      verdict: 'never_used',
      sentence: 'Nobody was there in the 100 % of the time that is known.',
    })
    expect(judged({ counts: counts(49) }, 8)).toMatchObject({
      verdict: 'hardly_used',
      sentence: 'It was in use for 5 % of the known time, with 1 person on average.',
    })
    expect(judged({ counts: counts(50) }, 8)).toMatchObject({ verdict: 'too_big' })
  })

  test('of which little is known has no verdict, and unknown time is no time without people', () => {
    expect(judged({ lengthMs: 2_000 }, 8)).toMatchObject({ verdict: 'too_big', reason: null })
    expect(judged({ lengthMs: 2_001 }, 8)).toMatchObject({
      verdict: 'unknown',
      reason: 'little_known',
      sentence: 'Only 50 % of the time is known.',
    })
    const never = sizeUp({ ...noUse, lengthMs: 5 }, 8, { ...thresholds, knownPercent: 0 })
    expect(never).toMatchObject({ verdict: 'unknown', figures: { usedShare: null, mean: null, peak: null } })
    expect(sizingSentence(never)).toBe('Only 0 % of the time is known.')
    expect(sizingSentence(sizeUp(noUse, 8, thresholds))).toBe('No time was asked about.')
  })

  test('whose sensor was at its ceiling too often has no verdict', () => {
    expect(judged({ cappedUses: 1 }, 20)).toMatchObject({ verdict: 'too_big', fittingSize: 8 })
    expect(judged({ cappedUses: 2 }, 20)).toMatchObject({
      verdict: 'unknown',
      reason: 'sensor_ceiling',
      sentence: 'Its sensor reached its ceiling in 2 of 12 uses, so the number of people is not known.',
    })
  })

  test('in which nobody stays has no verdict', () => {
    expect(judged({ uses: [] }, 8)).toMatchObject({
      verdict: 'unknown',
      reason: 'no_uses',
      fittingShare: null,
      sentence: 'Nobody stayed long enough to count as a use.',
    })
  })
})

test('sentences round to whole percent, but a little is not nothing and much is not all', () => {
  const used = (occupied: number) =>
    judged(
      {
        counts: [
          { count: 0, durationMs: 10_000 - occupied },
          { count: 1, durationMs: occupied },
        ],
        lengthMs: 10_000,
      },
      8,
    )
  expect(used(1).sentence).toContain('in use for less than 1 % of')
  expect(used(149).sentence).toContain('in use for 1 % of')
  expect(judged({ uses: [{ peak: 1, uses: 1 }] }, 4).sentence).toContain(
    '100 % of its 1 use had at most 1 person,',
  )
  expect(
    judged(
      {
        uses: [
          { peak: 2, uses: 999 },
          { peak: 9, uses: 1 },
        ],
      },
      4,
    ).sentence,
  ).toContain('more than 99 % of')
})
