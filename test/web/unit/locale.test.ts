import { describe, expect, it } from 'vitest'
import { localeFor, parseChoice } from '../../../web/src/format/locale.ts'

const own = { region: null, clock: null }
const at = Date.UTC(2024, 5, 4, 13, 5)

/** A moment as every page writes it in that locale. */
function written(locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(at)
}

describe('the locale of dates, times and numbers', () => {
  it('has the customs of the browser’s region, in the language of the texts', () => {
    expect(written(localeFor('en-US', own))).toMatch(/^Tuesday, Jun 4.*1:05\sPM$/)
    expect(written(localeFor('de', own))).toMatch(/^Tuesday,? 4 Jun.*13:05$/)
    expect(written(localeFor('pt-BR', own))).toMatch(/^Tuesday,? 4 Jun.*13:05$/)
    expect(written(localeFor('hi-IN', own))).toMatch(/^Tuesday,? 4 Jun.*1:05\spm$/)
  })

  it('has those of another region, or another clock, where that is chosen', () => {
    expect(written(localeFor('de-DE', { region: 'US', clock: null }))).toMatch(/1:05\sPM$/)
    expect(written(localeFor('en-US', { region: null, clock: '24' }))).toMatch(/13:05$/)
    expect(written(localeFor('de-DE', { region: null, clock: '12' }))).toMatch(/1:05\spm$/i)
    expect(new Intl.NumberFormat(localeFor('en-US', { region: 'DE', clock: null })).format(1234.5)).toBe(
      '1.234,5',
    )
  })

  it('is kept as a region and a clock, and nothing else is taken', () => {
    expect(parseChoice('DE 24')).toEqual({ region: 'DE', clock: '24' })
    expect(parseChoice(' 12')).toEqual({ region: null, clock: '12' })
    expect(parseChoice('DE ')).toEqual({ region: 'DE', clock: null })
    expect(parseChoice('Deutschland')).toEqual(own)
    expect(parseChoice(null)).toEqual(own)
  })
})
