import { useEffect, useState } from 'preact/hooks'
import { HeadcountError } from '../../../../../src/client/headcount-error.ts'
import type { Space } from '../../../../../src/client/native-wire.ts'
import { type Plan, saveAreas } from '../../../api/plans.ts'
import { Button } from '../../../parts/button.tsx'
import { Card } from '../../../parts/card.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { say } from '../../../parts/toast.tsx'
import type { Portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { spacesOn } from '../floor-groups.ts'
import { sizeOf } from '../plan-size.ts'
import { unsavedDrafts } from './draft.ts'
import { EditorCanvas } from './editor-canvas.tsx'
import { ImageCard } from './image-card.tsx'
import { SpacesCard } from './spaces-card.tsx'
import { Toolbar } from './toolbar.tsx'
import { type EditorActions, type EditorState, useEditor } from './use-editor.ts'
import { useLeaveGuard } from './use-leave-guard.ts'
import './editor.css'

interface PlanEditorProps {
  tree: Portfolio
  floor: Space
  plan: Plan
}

/** Draws where on a floor each space is, and sets the image beneath. */
export function PlanEditor({ tree, floor, plan }: PlanEditorProps) {
  const words = texts.floor.editor
  const [image, setImage] = useState(plan.image)
  const [begun] = useState(() => unsavedDrafts.get(floor.id) ?? plan.areas)
  const [state, actions] = useEditor(plan.areas, begun, sizeOf(image))
  const draft = state.history.present
  const isDirty = draft !== state.saved
  const guard = useLeaveGuard(isDirty)
  useEffect(() => {
    if (begun !== plan.areas) say(words.restored)
  }, [])
  useEffect(() => {
    if (isDirty) unsavedDrafts.set(floor.id, draft)
    else unsavedDrafts.delete(floor.id)
  }, [draft, isDirty])
  useEffect(() => listenToKeys(actions), [actions])
  const nameOf = (id: string) => tree.space(id)?.name ?? id
  return (
    <div class="editor">
      <div class="editor-main">
        <Toolbar state={state} actions={actions} />
        <EditorCanvas floor={floor} image={image} state={state} actions={actions} nameOf={nameOf} />
        <p class="muted small">{hintOf(state, nameOf)}</p>
        <p class="muted small">{words.snapping}</p>
      </div>
      <div class="editor-side stack">
        <SaveCard floor={floor} state={state} actions={actions} />
        <SpacesCard spaces={spacesOn(tree, floor)} state={state} actions={actions} nameOf={nameOf} />
        <ImageCard floor={floor} image={image} onChange={setImage} />
      </div>
      {guard.wanted !== null && (
        <Dialog title={words.leaveTitle} onClose={guard.stay}>
          <p>{words.leaveText}</p>
          <div class="form-actions">
            <Button onClick={guard.stay}>{words.stay}</Button>
            <Button
              kind="danger"
              onClick={() => {
                unsavedDrafts.delete(floor.id)
                actions.markSaved(draft)
                guard.leave()
              }}
            >
              {words.leave}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}

function SaveCard({ floor, state, actions }: { floor: Space; state: EditorState; actions: EditorActions }) {
  const words = texts.floor.editor
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const draft = state.history.present
  const isDirty = draft !== state.saved
  const save = async () => {
    setBusy(true)
    setError(null)
    try {
      await saveAreas(floor.id, draft)
      actions.markSaved(draft)
      say(words.saved)
    } catch (caught) {
      setError(caught instanceof HeadcountError ? caught.detail : String(caught))
    }
    setBusy(false)
  }
  return (
    <Card>
      <div class="editor-save">
        <Button kind="primary" busy={isBusy} disabled={!isDirty} onClick={() => void save()}>
          {words.save}
        </Button>
        <span class="muted small" role="status">
          {isDirty ? words.unsaved : words.allSaved}
        </span>
      </div>
      {error !== null && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </Card>
  )
}

/** What the next step is. */
function hintOf({ placing, tool, selected }: EditorState, nameOf: (id: string) => string): string {
  const { hints } = texts.floor.editor
  if (placing !== null) return hints[tool](nameOf(placing))
  return selected === null ? hints.idle : hints.area
}

/** Undo and redo, wherever the focus is. */
function listenToKeys(actions: EditorActions): () => void {
  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey)) return
    const key = event.key.toLowerCase()
    if (key === 'z' && !event.shiftKey) actions.undo()
    else if (key === 'y' || (key === 'z' && event.shiftKey)) actions.redo()
    else return
    event.preventDefault()
  }
  addEventListener('keydown', press)
  return () => removeEventListener('keydown', press)
}
