import type { Sizing, SizingVerdict, UnknownReason } from './verdict.ts'

/** One plain sentence in English that says why the verdict is as it is, with its figures. */
export function sizingSentence(sizing: Sizing): string {
  return sentences[sizing.verdict](sizing)
}

const sentences: Readonly<Record<SizingVerdict, (sizing: Sizing) => string>> = {
  too_small: ({ figures, capacity }) =>
    `It was over its capacity of ${capacity} for ${percent(figures.overShare)} of the time in use; the most was ${people(figures.peak)}.`,
  too_big: (sizing) => `${fit(sizing)}, and its capacity is ${sizing.capacity}; ${usually(sizing)}.`,
  never_used: ({ figures }) =>
    `Nobody was there in the ${percent(figures.knownShare)} of the time that is known.`,
  hardly_used: ({ figures }) =>
    `It was in use for ${percent(figures.usedShare)} of the known time, with ${people(round(figures.mean))} on average.`,
  right_size: (sizing) => `${fit(sizing)}, and its capacity is ${sizing.capacity}; ${usually(sizing)}.`,
  no_capacity: (sizing) => `No capacity is set that its use could be held against; ${usually(sizing)}.`,
  unknown: (sizing) => reasons[sizing.reason as UnknownReason](sizing),
}

const reasons: Readonly<Record<UnknownReason, (sizing: Sizing) => string>> = {
  little_known: ({ figures: { knownShare } }) =>
    knownShare === null ? 'No time was asked about.' : `Only ${percent(knownShare)} of the time is known.`,
  sensor_ceiling: ({ figures }) =>
    `Its sensor reached its ceiling in ${figures.cappedUses} of ${times(figures.uses)}, so the number of people is not known.`,
  no_uses: () => 'Nobody stayed long enough to count as a use.',
}

function fit({ figures, fittingSize, fittingShare }: Sizing): string {
  return `${percent(fittingShare)} of its ${times(figures.uses)} had at most ${people(fittingSize)}`
}

function usually({ figures }: Sizing): string {
  return `while in use ${people(round(figures.mean))} on average, ${people(figures.peak)} at most`
}

function times(uses: number): string {
  return uses === 1 ? '1 use' : `${uses} uses`
}

function people(count: number | null): string {
  return count === 1 ? '1 person' : `${count} people`
}

/** One decimal; a verdict that says how many there were rests on time with somebody there. */
function round(mean: number | null): number {
  return Math.round((mean as number) * 10) / 10
}

/** Whole percent; less than one, but more than none, is said so. Shares of nothing are not said. */
function percent(share: number | null): string {
  const value = (share as number) * 100
  if (value > 0 && value < 1) return 'less than 1 %'
  return value < 100 && value > 99 ? 'more than 99 %' : `${Math.round(value)} %`
}
