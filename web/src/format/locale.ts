import { keep, kept } from '../state/kept.ts'

/** Whose dates, clocks and numbers are used, and which clock. `null` for what the browser or the region has. */
export interface FormatChoice {
  /** ISO 3166 code, such as `DE`. */
  readonly region: string | null
  readonly clock: '12' | '24' | null
}

const KEY = 'headcount.format'

/** Regions to choose from besides the browser's own. */
export const regions: readonly string[] =
  'AU AT BE BR CA CZ DK FI FR DE IN IE IT JP NL NZ NO PL PT SG ZA ES SE CH GB US'.split(' ')

/** The region of a browser's language, such as `DE` for `de`. */
export function regionOf(language: string): string {
  return new Intl.Locale(language).maximize().region ?? 'US'
}

/**
 * The locale of every date, time and number: in the language of the texts, which are English, with the customs of one
 * region, so that no page mixes two. `language` is the browser's.
 */
export function localeFor(language: string, { region, clock }: FormatChoice): string {
  const chosen = region ?? regionOf(language)
  const hours = clock === null ? usualHours(chosen) : { '12': 'h12', '24': 'h23' }[clock]
  return `${supported(chosen)}-u-hc-${hours}`
}

function supported(region: string): string {
  const own = `en-${region}`
  // What English has no customs for is written as in Europe: the day first, a decimal point.
  return new Intl.DateTimeFormat(own).resolvedOptions().locale === own ? own : 'en-150'
}

/** As people there have it, in their own language: 12 hours from 12 or from 0, or 24. */
function usualHours(region: string): string {
  const own = new Intl.Locale(`und-${region}`).maximize().toString()
  const { hourCycle } = new Intl.DateTimeFormat(own, { hour: 'numeric' }).resolvedOptions()
  return hourCycle?.startsWith('h1') ? 'h12' : 'h23'
}

/** What was chosen in this browser. */
export const formatChoice: FormatChoice = parseChoice(kept(KEY))

/** The language of the browser, as `Intl` has it. */
const browserLanguage = new Intl.DateTimeFormat().resolvedOptions().locale

/** The region that the browser's language is of. */
export const browserRegion = regionOf(browserLanguage)

/** The locale of everything that is formatted. */
export const locale = localeFor(browserLanguage, formatChoice)

/** Whether hours are counted to 24. */
export const is24Hours = locale.endsWith('h23')

/** Keeps a choice and shows the page with it: what is formatted already would mix with it. */
export function chooseFormat(choice: FormatChoice): void {
  keep(KEY, `${choice.region ?? ''} ${choice.clock ?? ''}`)
  location.reload()
}

/** What is kept as `DE 24`; nothing of it where it is something else. */
export function parseChoice(text: string | null): FormatChoice {
  const [, region, clock] = /^([A-Z]{2})? (12|24)?$/.exec(text ?? '') ?? []
  return { region: region ?? null, clock: (clock as '12' | '24' | undefined) ?? null }
}
