import { encodeHTML } from '../format/html.ts'

/** A line of a tooltip: what it is and its exact value with its unit. */
export type TooltipLine = readonly [name: string, value: string]

/** A tooltip as a heading with lines and notes below. Whatever its texts hold, none of it is markup. */
export function tooltipOf(
  title: string,
  lines: readonly (TooltipLine | null)[],
  ...notes: readonly string[]
): string {
  const rows = lines
    .filter((line) => line !== null)
    .map(
      ([name, value]) =>
        `<span>${encodeHTML(name)}</span><b style="text-align:right">${encodeHTML(value)}</b>`,
    )
    .join('')
  const grid = 'display:grid;grid-template-columns:auto auto;gap:2px 16px;margin-top:4px'
  const foot = notes
    .map((note) => `<div style="margin-top:4px;max-width:20rem;white-space:normal">${encodeHTML(note)}</div>`)
    .join('')
  return `<b>${encodeHTML(title)}</b><div style="${grid}">${rows}</div>${foot}`
}
