import { X } from 'lucide'
import type { Space } from '../../../../../src/client/native-wire.ts'
import { Icon } from '../../../parts/icon.tsx'
import { portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { type Choice, SelectField } from './fields.tsx'
import { spaceName } from './space-names.ts'

const INDENT = '   '

interface SpaceSelectProps {
  label: string
  hint?: string | undefined
  error?: string | null
  /** Id; empty for none. */
  value: string
  onChange: (id: string) => void
  /** What choosing none is called; without it, one must be chosen. */
  none?: string
  /** Which may be chosen; all where absent. */
  isOffered?: (space: Space) => boolean
}

/** One space of the tree. */
export function SpaceSelect({ none, isOffered = () => true, ...rest }: SpaceSelectProps) {
  const first = { value: '', name: none ?? texts.setUp.common.choose }
  return <SelectField {...rest} choices={[first, ...spaceChoices(isOffered)]} required={none === undefined} />
}

interface SpacesFieldProps {
  label: string
  hint: string
  /** Ids. */
  chosen: readonly string[]
  onChange: (ids: readonly string[]) => void
}

/** Any number of spaces, shown as a list that grows. */
export function SpacesField({ label, hint, chosen, onChange }: SpacesFieldProps) {
  const { addSpace, takeOut } = texts.setUp.common
  return (
    <div class="set-up-spaces">
      <SpaceSelect
        label={label}
        hint={hint}
        value=""
        none={addSpace}
        isOffered={({ id }) => !chosen.includes(id)}
        onChange={(id) => id !== '' && onChange([...chosen, id])}
      />
      {chosen.length > 0 && (
        <ul class="set-up-chips">
          {chosen.map((id) => (
            <li key={id}>
              {spaceName(id)}
              <button
                type="button"
                class="set-up-chip-remove"
                aria-label={takeOut(spaceName(id))}
                onClick={() => onChange(chosen.filter((other) => other !== id))}
              >
                <Icon of={X} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Spaces in the order of the tree, indented by how deep they are. */
function spaceChoices(isOffered: (space: Space) => boolean = () => true): readonly Choice[] {
  const { value: tree } = portfolio
  if (tree === undefined) return []
  const offered = tree.spaces.filter(isOffered)
  const isShown = new Set(offered.map(({ id }) => id))
  return offered.map(({ id }) => {
    const depth = tree.ancestors(id).filter((above) => isShown.has(above.id)).length
    return { value: id, name: `${INDENT.repeat(depth)}${spaceName(id)}` }
  })
}
