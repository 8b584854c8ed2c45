import { LayoutGrid, List, Map as MapIcon } from 'lucide'
import { Icon } from '../../parts/icon.tsx'
import { texts } from '../../texts/texts.ts'

export type FloorView = 'plan' | 'tiles' | 'list'

const icons = { plan: MapIcon, tiles: LayoutGrid, list: List }

interface ViewSwitchProps {
  views: readonly FloorView[]
  view: FloorView
  onChange: (view: FloorView) => void
}

/** Chooses how a floor is shown. */
export function ViewSwitch({ views, view, onChange }: ViewSwitchProps) {
  const words = texts.floor.views
  return (
    <fieldset class="view-switch">
      <legend class="visually-hidden">{words.label}</legend>
      {views.map((each) => (
        <button key={each} type="button" aria-pressed={each === view} onClick={() => onChange(each)}>
          <Icon of={icons[each]} />
          {words[each]}
        </button>
      ))}
    </fieldset>
  )
}
