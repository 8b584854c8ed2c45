import { ImageUp } from 'lucide'
import { useId, useState } from 'preact/hooks'
import { HeadcountError } from '../../../../../src/client/headcount-error.ts'
import type { Space } from '../../../../../src/client/native-wire.ts'
import {
  PLAN_IMAGE_LIMIT_BYTES,
  type PlanImage,
  planMediaTypes,
  removeImage,
  saveImage,
} from '../../../api/plans.ts'
import { formatBytes } from '../../../format/bytes.ts'
import { Button } from '../../../parts/button.tsx'
import { Card } from '../../../parts/card.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { say } from '../../../parts/toast.tsx'
import { texts } from '../../../texts/texts.ts'

interface ImageCardProps {
  floor: Space
  image: PlanImage | null
  onChange: (image: PlanImage | null) => void
}

/** The image beneath the areas: put there, replaced and removed at once, apart from what is drawn. */
export function ImageCard({ floor, image, onChange }: ImageCardProps) {
  const words = texts.floor.editor
  const [isBusy, setBusy] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const attempt = async (work: () => Promise<PlanImage | null>, done: string) => {
    setBusy(true)
    setError(null)
    try {
      onChange(await work())
      say(done)
    } catch (caught) {
      setError(caught instanceof HeadcountError ? caught.detail : String(caught))
    }
    setBusy(false)
  }
  const take = (file: File | null | undefined) => {
    if (!file) return
    if (!planMediaTypes.some((type) => type === file.type)) setError(words.wrongType(file.type))
    else if (file.size > PLAN_IMAGE_LIMIT_BYTES)
      setError(words.tooLarge(formatBytes(file.size), formatBytes(PLAN_IMAGE_LIMIT_BYTES)))
    else void attempt(async () => (await saveImage(floor.id, file)).image, words.imageSaved)
  }
  const remove = async () => {
    await removeImage(floor.id)
    return null
  }
  return (
    <Card title={words.image}>
      <DropPlace label={image === null ? words.chooseFile : words.replace} isBusy={isBusy} onFile={take} />
      {error !== null && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
      {image !== null && (
        <div class="editor-image">
          <span class="muted small">{words.size(image.width, image.height)}</span>
          <Button kind="quiet" disabled={isBusy} onClick={() => setAsking(true)}>
            {words.removeImage}
          </Button>
        </div>
      )}
      {isAsking && (
        <Dialog title={words.removeImageTitle} onClose={() => setAsking(false)}>
          <p>{words.removeImageText}</p>
          <div class="form-actions">
            <Button onClick={() => setAsking(false)}>{texts.common.cancel}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsking(false)
                void attempt(remove, words.imageRemoved)
              }}
            >
              {words.removeImage}
            </Button>
          </div>
        </Dialog>
      )}
    </Card>
  )
}

interface DropPlaceProps {
  label: string
  isBusy: boolean
  onFile: (file: File | null | undefined) => void
}

/** Takes a file that is chosen or dropped. */
function DropPlace({ label, isBusy, onFile }: DropPlaceProps) {
  const id = useId()
  const [isOver, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way to do what its button does.
    <div
      class={isOver ? 'drop-place drop-place-over' : 'drop-place'}
      aria-busy={isBusy}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFile(event.dataTransfer?.files[0])
      }}
    >
      <input
        id={id}
        class="visually-hidden"
        type="file"
        accept={planMediaTypes.join()}
        disabled={isBusy}
        onChange={({ currentTarget }) => {
          onFile(currentTarget.files?.[0])
          // The same file again must be a change again.
          currentTarget.value = ''
        }}
      />
      <label class="button" for={id}>
        <Icon of={ImageUp} />
        {label}
      </label>
      <p class="muted small">{texts.floor.editor.imageText}</p>
    </div>
  )
}
