import { locale } from './locale.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** The size of a file, such as `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  const unit = units[step] ?? 'byte'
  const unitDisplay = unit === 'byte' ? 'long' : 'short'
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay,
    maximumFractionDigits: 1,
  })
  return format.format(bytes / 1_000 ** step)
}
