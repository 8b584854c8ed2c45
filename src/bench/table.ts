/** Figures to be printed. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** What a reader has to know to understand the figures. */
  readonly notes: readonly string[]
}

/** A table in Markdown: the first column to the left, figures to the right. */
export function toMarkdown({ title, columns, rows, notes }: Table): string {
  const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'))
  const lines = [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const remarks = notes.map((note) => `- ${note}`)
  return [`### ${title}`, '', ...lines, '', ...remarks, ...(remarks.length > 0 ? [''] : [])].join('\n')
}

/** A figure to three significant digits, with thousands separated. */
export function figure(value: number): string {
  if (value === 0) return '0'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  const rounded = Number(value.toPrecision(3))
  return rounded.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** How many times `base` something is. */
export function ratio(value: number, base: number): string {
  return `${figure(value / base)} ×`
}
