import { HOUR_MS } from './interval.ts'

/**
 * Hours ahead of UTC of abbreviations that files in English and German use for one offset alone. One that means different
 * things in different countries, such as IST, is not guessed.
 */
const hours: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  MEZ: 1,
  CEST: 2,
  MESZ: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  JST: 9,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
}

/** How far ahead of UTC the clocks of an abbreviation are, in milliseconds; `null` for one that is not known. */
export function zoneOffsetMs(abbreviation: string): number | null {
  const ahead = hours[abbreviation.toUpperCase()]
  return ahead === undefined ? null : ahead * HOUR_MS
}
