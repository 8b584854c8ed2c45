import { useEffect, useState } from 'preact/hooks'
import { download } from '../../../charts/download.ts'
import { formatCount, formatPercent } from '../../../format/numbers.ts'
import { Button } from '../../../parts/button.tsx'
import { Table } from '../../../parts/table.tsx'
import { loadPortfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { messageOf } from '../parts/message-of.ts'
import type { CsvFile } from './csv-file.ts'
import type { ImportTally, Tally } from './import-tally.ts'
import type { Mapping } from './mapping.ts'
import { runImport } from './run-import.ts'
import { sendBatch } from './send-batch.ts'

interface ImportRunningProps {
  file: CsvFile
  mapping: Mapping
  /** Back to what the columns mean. */
  onBack: () => void
  onRestart: () => void
}

/** How an import stands. */
interface Progress {
  readonly share: number
  readonly tally: ImportTally | null
  /** How long the server asked to wait, in milliseconds; `null` while it does not. */
  readonly pausedMs: number | null
  readonly end: 'done' | 'stopped' | { readonly failure: string } | null
}

/** A progress bar that moves more often is not read better. */
const DRAW_EVERY_MS = 100
const begun: Progress = { share: 0, tally: null, pausedMs: null, end: null }

/** Imports a file, tells how far it is, and what became of it. */
export function ImportRunning({ file, mapping, onBack, onRestart }: ImportRunningProps) {
  const [progress, setProgress] = useState(begun)
  const [stop] = useState(() => new AbortController())
  useEffect(() => {
    const set = (changes: Partial<Progress>) => setProgress((before) => ({ ...before, ...changes }))
    const { signal } = stop
    let drawnAt = 0
    runImport(file.file, {
      mapping,
      signal,
      send: (readings) => sendBatch(readings, { signal, onPause: (pausedMs) => set({ pausedMs }) }),
      onProgress: (share, tally) => {
        if (performance.now() - drawnAt < DRAW_EVERY_MS) return
        drawnAt = performance.now()
        set({ share, tally, pausedMs: null })
      },
    }).then(
      (tally) => {
        set({ tally, share: 1, end: 'done' })
        void loadPortfolio().catch(() => undefined)
      },
      (error: unknown) => set({ end: signal.aborted ? 'stopped' : { failure: messageOf(error) } }),
    )
    return () => stop.abort()
  }, [file, mapping, stop])
  return progress.end === null ? (
    <Running progress={progress} onStop={() => stop.abort()} />
  ) : (
    <Ended file={file} progress={progress} onBack={onBack} onRestart={onRestart} />
  )
}

function Running({ progress, onStop }: { progress: Progress; onStop: () => void }) {
  const words = texts.setUp.importing
  const { share, tally, pausedMs } = progress
  return (
    <div class="import-running">
      <p class="import-running-words">
        <strong>{words.running(formatPercent(share))}</strong>
        <span class="muted">{words.rows(formatCount(tally?.now().rows ?? 0))}</span>
      </p>
      <progress max={1} value={share} aria-label={words.progress} />
      <p role="status" class="muted small">
        {pausedMs === null ? '' : words.paused(formatCount(Math.ceil(pausedMs / 1_000)))}
      </p>
      <div class="form-actions">
        <Button onClick={onStop}>{words.stop}</Button>
      </div>
    </div>
  )
}

interface EndedProps {
  file: CsvFile
  progress: Progress
  onBack: () => void
  onRestart: () => void
}

function Ended({ file, progress: { tally, end }, onBack, onRestart }: EndedProps) {
  const words = texts.setUp.importing
  const isFailed = typeof end === 'object' && end !== null
  const title = isFailed ? words.failedTitle : end === 'stopped' ? words.stoppedTitle : words.doneTitle
  return (
    <div class="import-ended">
      <div role="status">
        <h3>{title}</h3>
      </div>
      {isFailed && (
        <p class="set-up-refusal" role="alert">
          {end.failure}
        </p>
      )}
      {end !== 'done' && <p class="set-up-prose">{words.goOn}</p>}
      {tally !== null && <TallyList tally={tally.now()} />}
      {tally !== null && tally.now().rejectedRows > 0 && <Rejected file={file} tally={tally} />}
      <div class="form-actions">
        {end !== 'done' && <Button onClick={onBack}>{texts.common.retry}</Button>}
        <Button kind="primary" onClick={onRestart}>
          {words.again}
        </Button>
      </div>
    </div>
  )
}

function TallyList({ tally }: { tally: Tally }) {
  const { tally: words } = texts.setUp.importing
  const lines = [
    [words.rows, tally.rows],
    [words.accepted, tally.accepted],
    [words.duplicates, tally.duplicates],
    [words.rejected, tally.rejectedRows],
    [words.blank, tally.blank],
  ] as const
  return (
    <dl class="import-tally">
      {lines.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Rejected({ file, tally }: { file: CsvFile; tally: ImportTally }) {
  const words = texts.setUp.importing
  const { rejected, rejectedRows } = tally.now()
  const save = () => download(words.rejectedName(file.file.name), tally.rejectedFile())
  return (
    <section aria-label={words.rejectedTitle}>
      <div class="import-rejected-header">
        <div>
          <h3>{words.rejectedTitle}</h3>
          {rejected.length < rejectedRows && (
            <p class="field-hint">
              {words.rejectedFirst(formatCount(rejected.length), formatCount(rejectedRows))}
            </p>
          )}
        </div>
        <Button onClick={save}>{words.download}</Button>
      </div>
      <div class="import-rejected">
        <Table
          caption={words.rejectedCaption}
          rows={rejected}
          rowKey={({ line }) => String(line)}
          initialSort="line"
          columns={[
            {
              key: 'line',
              title: words.rejected.line,
              numeric: true,
              sortBy: ({ line }) => line,
              cell: ({ line }) => formatCount(line),
            },
            { key: 'why', title: words.rejected.why, cell: ({ message }) => message },
          ]}
        />
      </div>
    </section>
  )
}
