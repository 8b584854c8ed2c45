/** What can be compared. */
export const groupings = ['spaces', 'labels', 'functions', 'floors', 'buildings'] as const
/** One of what can be compared. */
type Grouping = (typeof groupings)[number]

/** What the chart can show. */
export const chartMetrics = ['average', 'peak', 'utilization', 'timeUsed'] as const
/** One of what the chart can show. */
export type ChartMetric = (typeof chartMetrics)[number]

/** Most lines of the chart: more could not be told apart. */
export const MOST_LINES = 6

/** What the address says about the view, besides the period. */
export interface View {
  readonly grouping: Grouping
  /** Ids of a building and of a floor that the spaces have to be in. */
  readonly building: string | null
  readonly floor: string | null
  readonly function: string | null
  /** Id of a label. */
  readonly label: string | null
  /** Hand-picked spaces; `null` where the filters choose. */
  readonly picked: readonly string[] | null
  /** What the chart shows; `null` for the usual choice. */
  readonly charted: readonly string[] | null
  readonly metric: ChartMetric
  /** Column that the table is sorted by, with `-` in front for descending. */
  readonly sort: string
  /** From 1. */
  readonly page: number
  readonly limits: Limits
}

/** From where on a space is under-used or over-crowded. */
export interface Limits {
  /** Percent of the observed hours. */
  readonly usedBelow: number
  readonly daysOver: number
  /** Percent of the capacity. */
  readonly utilizationAbove: number
}

/** The limits unless the address says others. */
export const usualLimits: Limits = { usedBelow: 20, daysOver: 3, utilizationAbove: 80 }

/** Reads the view from an address. What cannot be is as if it were not there. */
export function viewOf(query: Readonly<Record<string, string>>): View {
  const id = (name: string) => query[name] || null
  const ids = (name: string) => {
    const text = query[name]
    return text === undefined ? null : text.split(',').filter((part) => part !== '')
  }
  return {
    grouping: groupings.find((known) => known === query['by']) ?? 'spaces',
    building: id('building'),
    floor: id('floor'),
    function: id('function'),
    label: id('label'),
    picked: ids('spaces'),
    charted: ids('chart')?.slice(0, MOST_LINES) ?? null,
    metric: chartMetrics.find((known) => known === query['metric']) ?? 'average',
    sort: query['sort'] ?? '-average',
    page: numberIn(query['page'], 1, 1_000_000) ?? 1,
    limits: {
      usedBelow: numberIn(query['under'], 1, 100) ?? usualLimits.usedBelow,
      daysOver: numberIn(query['over'], 1, 366) ?? usualLimits.daysOver,
      utilizationAbove: numberIn(query['full'], 1, 1_000) ?? usualLimits.utilizationAbove,
    },
  }
}

function numberIn(text: string | undefined, least: number, most: number): number | null {
  const number = Number(text)
  return text !== undefined && Number.isInteger(number) && number >= least && number <= most ? number : null
}
