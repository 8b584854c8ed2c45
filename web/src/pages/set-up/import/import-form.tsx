import { useMemo, useState } from 'preact/hooks'
import { isTimeZone } from '../../../../../src/domain/time/zone.ts'
import { formatBytes } from '../../../format/bytes.ts'
import { browserZone } from '../../../format/times.ts'
import { Button } from '../../../parts/button.tsx'
import { portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { SelectField } from '../parts/fields.tsx'
import { ZoneField } from '../parts/zone-field.tsx'
import type { CsvFile } from './csv-file.ts'
import { guessMapping, type Sample, timesIn } from './guess.ts'
import { type KnownSources, zoneOfSource } from './known-sources.ts'
import { type Mapping, missingIn } from './mapping.ts'
import { CountColumns, WhoseFields } from './mapping-fields.tsx'
import { Preview } from './preview.tsx'

interface ImportFormProps {
  file: CsvFile
  /** What was said before; without it, guesses. */
  initial: Mapping | null
  known: KnownSources
  onStart: (mapping: Mapping) => void
  onRestart: () => void
}

/** Says what the columns of a file mean, and shows what comes of it. */
export function ImportForm({ file, initial, known, onStart, onRestart }: ImportFormProps) {
  const words = texts.setUp.importing
  const sample = useMemo(() => sampleOf(file), [file])
  const [mapping, setMapping] = useState(() => initial ?? firstGuess(sample, known))
  const set = (changes: Partial<Mapping>) => {
    const next = { ...mapping, ...changes }
    const isAboutSource = 'sensor' in changes || 'doorway' in changes || 'whose' in changes
    const zone = isAboutSource ? zoneOfSource(known, next) : null
    setMapping(zone === null ? next : { ...next, zone })
  }
  const missing = missingIn(mapping)
  const isZone = isTimeZone(mapping.zone)
  const obstacle = missing !== null ? words.missing[missing] : isZone ? null : words.missing.zone
  const start = (event: Event) => {
    event.preventDefault()
    if (obstacle === null) onStart(mapping)
  }
  return (
    <form class="form import-form" onSubmit={start}>
      <p class="import-file">
        <strong>{words.file(file.file.name, formatBytes(file.file.size))}</strong>
        <Button onClick={onRestart}>{words.another}</Button>
      </p>
      <h3>{words.columnsTitle}</h3>
      <WhoseFields file={file} mapping={mapping} known={known} set={set} />
      <CountColumns file={file} mapping={mapping} set={set} />
      <h3>{words.timesTitle}</h3>
      <TimeFields sample={sample} mapping={mapping} set={set} isZone={isZone} />
      {isZone && mapping.time !== null && <Preview file={file} mapping={mapping} known={known} />}
      <div class="form-actions">
        {obstacle !== null && (
          <p class="import-obstacle" role="status">
            {obstacle}
          </p>
        )}
        <Button kind="primary" type="submit" disabled={obstacle !== null}>
          {words.start}
        </Button>
      </div>
    </form>
  )
}

interface TimeFieldsProps {
  sample: Sample
  mapping: Mapping
  set: (changes: Partial<Mapping>) => void
  isZone: boolean
}

function TimeFields({ sample, mapping, set, isZone }: TimeFieldsProps) {
  const words = texts.setUp.importing
  return (
    <>
      <div class="set-up-columns">
        <SelectField
          label={words.order}
          value={mapping.dayFirst ? 'day' : 'month'}
          choices={[
            { value: 'month', name: words.orders.month },
            { value: 'day', name: words.orders.day },
          ]}
          onChange={(order) => set({ dayFirst: order === 'day' })}
        />
        <ZoneField
          label={words.zone}
          hint={words.zoneHint}
          error={isZone ? null : words.badZone}
          value={mapping.zone}
          onInput={(zone) => set({ zone })}
          required
        />
      </div>
      <p class="field-hint">{words.recognised[timesIn(mapping, sample.rows)]}</p>
    </>
  )
}

function sampleOf({ names, rows }: CsvFile): Sample {
  return { names, rows: rows.flatMap(({ fields }) => (fields === null ? [] : [fields])) }
}

/** Where there is only one sensor, it is the one. */
function firstGuess(sample: Sample, known: KnownSources): Mapping {
  const guess = guessMapping(sample, browserZone)
  const [only, another] = known.sensors ?? []
  const sensor = only !== undefined && another === undefined ? only.serial_number : ''
  const mapping = { ...guess, sensor }
  return { ...mapping, zone: zoneOfSource(known, mapping) ?? onlyZone() ?? guess.zone }
}

/** The zone that all spaces share; `null` where there are several. */
function onlyZone(): string | null {
  const [zone, another] = new Set(portfolio.value?.spaces.map(({ time_zone }) => time_zone))
  return zone === undefined || another !== undefined ? null : zone
}
