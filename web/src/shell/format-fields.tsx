import { browserRegion, chooseFormat, type FormatChoice, formatChoice, regions } from '../format/locale.ts'
import { texts } from '../texts/texts.ts'

const names = new Intl.DisplayNames('en', { type: 'region' })

/** Chooses whose dates, clocks and numbers every page uses. */
export function FormatFields() {
  const { label, browser, clock, clocks } = texts.common.format
  const nameOf = (region: string) => names.of(region) ?? region
  const choose = (change: Partial<FormatChoice>) => chooseFormat({ ...formatChoice, ...change })
  return (
    <div class="format-choice">
      <label>
        {label}
        <select
          value={formatChoice.region ?? ''}
          onChange={({ currentTarget: { value } }) => choose({ region: value === '' ? null : value })}
        >
          <option value="">{browser(nameOf(browserRegion))}</option>
          {regions.map((region) => (
            <option key={region} value={region}>
              {nameOf(region)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {clock}
        <select
          value={formatChoice.clock ?? ''}
          onChange={({ currentTarget: { value } }) =>
            choose({ clock: value === '' ? null : (value as FormatChoice['clock']) })
          }
        >
          <option value="">{clocks.region}</option>
          <option value="12">{clocks['12']}</option>
          <option value="24">{clocks['24']}</option>
        </select>
      </label>
    </div>
  )
}
