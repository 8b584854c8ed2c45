import { useMemo, useReducer } from 'preact/hooks'
import { withoutCorner } from '../geometry/corners.ts'
import { type History, historyOf, record, redo, undo } from '../geometry/history.ts'
import type { Point, Size } from '../geometry/point.ts'
import { fractions } from '../plan-size.ts'
import { areaIn, type Draft, withArea, withoutArea } from './draft.ts'

export type Tool = 'polygon' | 'rectangle'

/** How a plan's editor stands. */
export interface EditorState {
  readonly history: History<Draft>
  /** The draft as the server has it. */
  readonly saved: Draft
  /** The area that is being changed, and the corner of it, if one. */
  readonly selected: { readonly id: string; readonly corner: number | null } | null
  /** The space that is being drawn. */
  readonly placing: string | null
  readonly tool: Tool
  /** Corners of the area being drawn, in units of the plan. */
  readonly outline: readonly Point[]
}

/** What can be done in the editor. */
export interface EditorActions {
  readonly undo: () => void
  readonly redo: () => void
  readonly select: (id: string | null, corner?: number | null) => void
  readonly place: (id: string | null) => void
  readonly choose: (tool: Tool) => void
  readonly draw: (outline: readonly Point[]) => void
  /** Gives a space its corners, in units of the plan: an area more, or one changed. */
  readonly set: (id: string, points: readonly Point[], corner?: number | null) => void
  readonly remove: (id: string) => void
  /** Takes a corner away, where enough are left. */
  readonly removeCorner: (id: string, corner: number) => void
  readonly markSaved: (draft: Draft) => void
}

type Change = (state: EditorState) => EditorState

/** The state of an editor that begins with a draft, and what changes it. */
export function useEditor(saved: Draft, begun: Draft, size: Size): [EditorState, EditorActions] {
  const [state, dispatch] = useReducer((before: EditorState, change: Change) => change(before), {
    history: begun === saved ? historyOf(saved) : record(historyOf(saved), begun),
    saved,
    selected: null,
    placing: null,
    tool: 'polygon',
    outline: [],
  })
  const actions = useMemo(() => actionsOf(dispatch, size), [size.width, size.height])
  return [state, actions]
}

function actionsOf(dispatch: (change: Change) => void, size: Size): EditorActions {
  return {
    undo: () => dispatch((state) => ({ ...state, history: undo(state.history), outline: [] })),
    redo: () => dispatch((state) => ({ ...state, history: redo(state.history), outline: [] })),
    select: (id, corner = null) =>
      dispatch((state) => ({
        ...state,
        selected: id === null ? null : { id, corner },
        placing: null,
        outline: [],
      })),
    place: (id) => dispatch((state) => ({ ...state, placing: id, selected: null, outline: [] })),
    choose: (tool) => dispatch((state) => ({ ...state, tool, outline: [] })),
    draw: (outline) => dispatch((state) => ({ ...state, outline })),
    set: (id, points, corner = null) =>
      dispatch((state) => ({
        ...state,
        history: record(
          state.history,
          withArea(state.history.present, { space_id: id, points: fractions(points, size) }),
        ),
        selected: { id, corner },
        placing: null,
        outline: [],
      })),
    remove: (id) =>
      dispatch((state) => ({
        ...state,
        history: record(state.history, withoutArea(state.history.present, id)),
        selected: null,
      })),
    removeCorner: (id, corner) => dispatch((state) => cornerRemoved(state, id, corner)),
    markSaved: (draft) => dispatch((state) => ({ ...state, saved: draft })),
  }
}

function cornerRemoved(state: EditorState, id: string, corner: number): EditorState {
  const { present } = state.history
  const points = withoutCorner(areaIn(present, id)?.points ?? [], corner)
  if (points === null) return state
  const history = record(state.history, withArea(present, { space_id: id, points }))
  return { ...state, history, selected: { id, corner: null } }
}
