import { FileUp } from 'lucide'
import { useState } from 'preact/hooks'
import { UnknownEncoding } from '../../../../../src/client/csv/text-decoding.ts'
import { Icon } from '../../../parts/icon.tsx'
import { texts } from '../../../texts/texts.ts'
import { messageOf } from '../parts/message-of.ts'
import { type CsvFile, openCsvFile } from './csv-file.ts'

/** Takes a file, chosen or dropped. */
export function FileChoice({ onChosen }: { onChosen: (file: CsvFile) => void }) {
  const words = texts.setUp.importing
  const [error, setError] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)
  const take = async (file: File | undefined) => {
    setOver(false)
    if (file === undefined) return
    setError(null)
    try {
      const opened = await openCsvFile(file)
      if (opened.names.length === 0) setError(words.empty)
      else onChosen(opened)
    } catch (caught) {
      setError(caught instanceof UnknownEncoding ? words.notUtf8 : words.unreadable(messageOf(caught)))
    }
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: who has no mouse uses the field in it. */}
      <div
        class={`import-drop ${isOver ? 'import-drop-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          void take(event.dataTransfer?.files[0])
        }}
      >
        <Icon of={FileUp} size="2em" />
        <label class="import-drop-label">
          {words.drop}
          <input
            type="file"
            accept=".csv,.tsv,.txt,.gz,text/csv"
            onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
          />
        </label>
        <p class="muted small">{words.dropHint}</p>
      </div>
      {error !== null && (
        <p class="set-up-refusal" role="alert">
          {error}
        </p>
      )}
    </>
  )
}
