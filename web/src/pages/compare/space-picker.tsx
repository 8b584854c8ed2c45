import { useMemo, useState } from 'preact/hooks'
import { formatCount } from '../../format/numbers.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import type { Portfolio } from '../../state/portfolio.ts'
import { texts } from '../../texts/texts.ts'
import { pathOf } from './path.ts'

/** Shown at a time: beyond that one searches. */
const MOST_SHOWN = 100

interface SpacePickerProps {
  portfolio: Portfolio
  picked: readonly string[]
  onPick: (ids: readonly string[]) => void
  onClose: () => void
}

/** Picks spaces of any kind by hand. */
export function SpacePicker({ portfolio, picked, onPick, onClose }: SpacePickerProps) {
  const words = texts.compare.picker
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(picked))
  const [search, setSearch] = useState('')
  const places = useMemo(() => placesOf(portfolio), [portfolio])
  const found = places.filter(({ text }) => text.includes(search.trim().toLocaleLowerCase()))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          onPick([...chosen])
        }}
      >
        <Field label={words.search}>
          {(attributes) => (
            <input
              {...attributes}
              type="search"
              value={search}
              onInput={({ currentTarget }) => setSearch(currentTarget.value)}
            />
          )}
        </Field>
        {found.length === 0 && <p class="muted">{words.none}</p>}
        <ul class="compare-picker">
          {found.slice(0, MOST_SHOWN).map(({ id, name, path }) => (
            <li key={id}>
              <label class="field-check">
                <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
                <span>
                  {name} <span class="muted">{path}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
        {found.length > MOST_SHOWN && (
          <p class="muted small">{words.more(formatCount(found.length - MOST_SHOWN))}</p>
        )}
        <div class="form-actions">
          <Button kind="quiet" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button kind="primary" type="submit" disabled={chosen.size === 0}>
            {words.apply(formatCount(chosen.size))}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function placesOf(portfolio: Portfolio) {
  return portfolio.spaces.map(({ id, name }) => {
    const path = pathOf(portfolio, id)
    return { id, name, path, text: `${name} ${path}`.toLocaleLowerCase() }
  })
}
