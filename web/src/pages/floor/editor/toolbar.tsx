import { Redo2, Spline, SquareDashed, Trash2, Undo2 } from 'lucide'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { texts } from '../../../texts/texts.ts'
import { withoutCorner } from '../geometry/corners.ts'
import { areaIn } from './draft.ts'
import type { EditorActions, EditorState, Tool } from './use-editor.ts'

const tools: readonly { readonly tool: Tool; readonly icon: typeof Spline }[] = [
  { tool: 'polygon', icon: Spline },
  { tool: 'rectangle', icon: SquareDashed },
]

interface ToolbarProps {
  state: EditorState
  actions: EditorActions
}

/** How spaces are drawn, and the way back. */
export function Toolbar({ state, actions }: ToolbarProps) {
  const words = texts.floor.editor
  const { history, tool } = state
  return (
    <div class="editor-toolbar" role="toolbar" aria-label={words.tools}>
      <fieldset class="view-switch">
        <legend class="visually-hidden">{words.tools}</legend>
        {tools.map((each) => (
          <button
            key={each.tool}
            type="button"
            aria-pressed={tool === each.tool}
            onClick={() => actions.choose(each.tool)}
          >
            <Icon of={each.icon} />
            {words[each.tool]}
          </button>
        ))}
      </fieldset>
      <Button kind="quiet" disabled={history.past.length === 0} onClick={actions.undo}>
        <Icon of={Undo2} />
        {words.undo}
      </Button>
      <Button kind="quiet" disabled={history.future.length === 0} onClick={actions.redo}>
        <Icon of={Redo2} />
        {words.redo}
      </Button>
      <SelectionTools state={state} actions={actions} />
    </div>
  )
}

function SelectionTools({ state: { selected, history }, actions }: ToolbarProps) {
  const words = texts.floor.editor
  const area = selected === null ? null : areaIn(history.present, selected.id)
  if (selected === null || area === null) return null
  const { id, corner } = selected
  return (
    <>
      {corner !== null && withoutCorner(area.points, corner) !== null && (
        <Button kind="quiet" onClick={() => actions.removeCorner(id, corner)}>
          {words.removeCorner}
        </Button>
      )}
      <Button kind="quiet" onClick={() => actions.remove(id)}>
        <Icon of={Trash2} />
        {words.removeArea}
      </Button>
    </>
  )
}
