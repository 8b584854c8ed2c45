import type { Space } from '../../../../../src/client/native-wire.ts'
import { Card } from '../../../parts/card.tsx'
import { texts } from '../../../texts/texts.ts'
import type { EditorActions, EditorState } from './use-editor.ts'

interface SpacesCardProps {
  spaces: readonly Space[]
  state: EditorState
  actions: EditorActions
  nameOf: (id: string) => string
}

/** The spaces of the floor: those still to be placed, and those that have their place. */
export function SpacesCard({ spaces, state, actions, nameOf }: SpacesCardProps) {
  const words = texts.floor.editor
  const draft = state.history.present
  const placed = new Set(draft.map(({ space_id }) => space_id))
  const missing = spaces.filter(({ id }) => !placed.has(id))
  const total = missing.length + placed.size
  return (
    <Card title={words.toPlace} definition={words.placedCount(placed.size, total)}>
      {missing.length === 0 && <p class="muted small">{words.allPlaced}</p>}
      <ul class="editor-spaces">
        {missing.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              class="button"
              aria-pressed={state.placing === id}
              aria-label={words.place(name)}
              onClick={() => actions.place(state.placing === id ? null : id)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
      {draft.length > 0 && (
        <>
          <h3 class="editor-placed">{words.placed}</h3>
          <ul class="editor-spaces">
            {draft.map(({ space_id: id }) => (
              <li key={id}>
                <button
                  type="button"
                  class="button button-quiet"
                  aria-pressed={state.selected?.id === id}
                  aria-label={words.choose(nameOf(id))}
                  onClick={() => actions.select(id)}
                >
                  {nameOf(id)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
