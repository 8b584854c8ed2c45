import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'

/** A row: values by column; what is not known is null or left out. */
export type Row = Readonly<Record<string, unknown>>

/** Writes rows to a file or to the standard output, as fast as they are taken there. */
export interface RowWriter {
  write(rows: readonly Row[]): Promise<void>
  /** Resolves once everything is where it belongs. */
  end(): Promise<void>
}

/** Opens a writer of CSV with the given columns, or of JSON, a row on each line; `file` is `null` for `stdout`. */
export function openTextWriter(
  format: 'csv' | 'ndjson',
  columns: readonly string[],
  file: string | null,
  stdout: Writable,
): RowWriter {
  const out = file === null ? stdout : createWriteStream(file)
  const ended = file === null ? null : finished(out)
  // Told by `end`; until then nobody is waiting for it.
  ended?.catch(() => undefined)
  const render = format === 'csv' ? (row: Row) => csvLine(columns.map((column) => row[column])) : jsonLine
  const put = async (text: string) => {
    if (!out.write(text)) await Promise.race([once(out, 'drain'), ...(ended === null ? [] : [ended])])
  }
  let begun: Promise<void> | null = null
  const begin = () => {
    begun ??= format === 'csv' ? put(csvLine(columns)) : Promise.resolve()
    return begun
  }
  return {
    async write(rows) {
      await begin()
      if (rows.length > 0) await put(rows.map(render).join(''))
    },
    async end() {
      await begin()
      if (ended === null) return
      out.end()
      await ended
    },
  }
}

function jsonLine(row: Row): string {
  return `${JSON.stringify(row)}\n`
}

function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvField).join(',')}\n`
}

/** A field by RFC 4180; nothing for what is not known. */
function csvField(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
