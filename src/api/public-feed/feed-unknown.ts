/**
 * What a feed does with a place that is not known, or has no capacity: leaves it out, as deployed clients decode every
 * number as an integer and draw a null as "0 %, not busy", or answers nulls (occuspace.md §5).
 */
export const feedUnknowns = ['omit', 'null'] as const
export type FeedUnknown = (typeof feedUnknowns)[number]
