import { useState } from 'preact/hooks'
import { sensorsAndDoorways } from '../../../api/set-up.ts'
import { AnswerView } from '../../../parts/notice.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { may } from '../../../state/session.ts'
import { Section } from '../parts/section.tsx'
import type { CsvFile } from './csv-file.ts'
import { FileChoice } from './file-choice.tsx'
import { ImportForm } from './import-form.tsx'
import { ImportRunning } from './import-running.tsx'
import type { KnownSources } from './known-sources.ts'
import type { Mapping } from './mapping.ts'
import './import.css'

/** Where an import stands. */
type Step =
  | { readonly name: 'choose' }
  | { readonly name: 'map'; readonly file: CsvFile; readonly mapping: Mapping | null }
  | { readonly name: 'run'; readonly file: CsvFile; readonly mapping: Mapping }

/** Loads readings of the past from a CSV file. */
export function ImportSection() {
  return (
    <Section name="import" needs="ingest">
      <Import />
    </Section>
  )
}

function Import() {
  const [step, setStep] = useState<Step>({ name: 'choose' })
  const known = useAnswer('known', knownSources)
  const restart = () => setStep({ name: 'choose' })
  if (step.name === 'choose') {
    return <FileChoice onChosen={(file) => setStep({ name: 'map', file, mapping: null })} />
  }
  if (step.name === 'run') {
    return (
      <ImportRunning
        file={step.file}
        mapping={step.mapping}
        onBack={() => setStep({ ...step, name: 'map' })}
        onRestart={restart}
      />
    )
  }
  return (
    <AnswerView answer={known}>
      {(value) => (
        <ImportForm
          file={step.file}
          initial={step.mapping}
          known={value}
          onStart={(mapping) => setStep({ name: 'run', file: step.file, mapping })}
          onRestart={restart}
        />
      )}
    </AnswerView>
  )
}

/** Sensors and doorways to choose from; none for who may send readings but not look at the set-up. */
async function knownSources(signal: AbortSignal): Promise<KnownSources> {
  if (!may('admin')) return { sensors: null, doorways: [] }
  return sensorsAndDoorways(signal)
}
