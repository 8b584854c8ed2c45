import { useState } from 'preact/hooks'
import type { CountingMode, Space, SpaceStatus, SpaceType } from '../../../../../src/client/native-wire.ts'
import { changeSpace, createSpace } from '../../../api/set-up.ts'
import { say } from '../../../parts/toast.tsx'
import { loadPortfolio, portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { choicesOf, SelectField, TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SpaceSelect } from '../parts/space-fields.tsx'
import { ZoneField } from '../parts/zone-field.tsx'
import { changesOf, draftOf, emptyDraft, newSpaceOf, type SpaceDraft } from './space-draft.ts'

interface SpaceFormProps {
  /** The space to change; without it, a new one. */
  space?: Space
  /** Where a new one goes. */
  parent?: Space | undefined
  onClose: () => void
}

/** Creates a space, or changes one. */
export function SpaceForm({ space, parent, onClose }: SpaceFormProps) {
  const words = texts.setUp.spaces.form
  const { common } = texts.setUp
  const [initial] = useState(() => initialDraft(space, parent))
  const [draft, setDraft] = useState(initial)
  const set = (changes: Partial<SpaceDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const submit = async () => {
    if (space === undefined) await createSpace(newSpaceOf(draft))
    else await changeSpace(space.id, changesOf(initial, draft))
    await loadPortfolio()
    say(space === undefined ? common.created(draft.name.trim()) : common.saved(draft.name.trim()))
  }
  return (
    <FormDialog
      title={space === undefined ? words.create : words.edit(space.name)}
      submit={space === undefined ? common.create : common.save}
      onSubmit={submit}
      onClose={onClose}
      wide
    >
      <div class="set-up-columns">
        <TextField
          label={words.name}
          value={draft.name}
          onInput={(name) => set({ name })}
          required
          autoFocus={space === undefined}
        />
        <SelectField
          label={words.type}
          value={draft.type}
          choices={choicesOf(texts.common.spaceTypes)}
          onChange={(type) => set({ type: type as SpaceType })}
        />
        <SpaceSelect
          label={words.parent}
          value={draft.parent}
          none={words.root}
          isOffered={(candidate) => !isWithin(candidate, space)}
          onChange={(id) => set({ parent: id })}
        />
        <TextField
          label={words.capacity}
          hint={words.capacityHint}
          type="number"
          min={0}
          value={draft.capacity}
          onInput={(capacity) => set({ capacity })}
        />
        <SelectField
          label={words.function}
          value={draft.function}
          choices={[{ value: '', name: words.noFunction }, ...choicesOf(texts.functions)]}
          onChange={(chosen) => set({ function: chosen })}
        />
        <SelectField
          label={words.status}
          value={draft.status}
          choices={choicesOf(texts.setUp.spaces.statuses)}
          onChange={(status) => set({ status: status as SpaceStatus })}
        />
        <CountingFields draft={draft} set={set} />
        <ZoneField
          label={words.zone}
          hint={zoneHint(draft.parent)}
          required={draft.parent === ''}
          value={draft.zone}
          onInput={(zone) => set({ zone })}
        />
        <TextField label={words.address} value={draft.address} onInput={(address) => set({ address })} />
      </div>
      <TextField
        label={words.labels}
        hint={words.labelsHint}
        value={draft.labels}
        onInput={(labels) => set({ labels })}
      />
    </FormDialog>
  )
}

interface DraftProps {
  draft: SpaceDraft
  set: (changes: Partial<SpaceDraft>) => void
}

function CountingFields({ draft, set }: DraftProps) {
  const words = texts.setUp.spaces.form
  const { automatic, ...modes } = texts.setUp.spaces.counting
  return (
    <>
      <SelectField
        label={words.counting}
        hint={words.countingHint}
        value={draft.counting}
        choices={[{ value: '', name: automatic }, ...choicesOf(modes)]}
        onChange={(counting) => set({ counting: counting as CountingMode | '' })}
      />
      <TextField
        label={words.reset}
        hint={words.resetHint}
        type="time"
        required
        value={draft.reset}
        onInput={(reset) => set({ reset })}
      />
    </>
  )
}

function initialDraft(space: Space | undefined, parent: Space | undefined): SpaceDraft {
  if (space === undefined) return emptyDraft(parent)
  return draftOf(space, portfolio.value?.space(space.parent_id ?? ''))
}

function zoneHint(parent: string): string {
  const { zoneInherited, zoneNeeded } = texts.setUp.spaces.form
  const above = portfolio.value?.space(parent)
  return above === undefined ? zoneNeeded : zoneInherited(above.time_zone)
}

/** A space cannot be part of itself, nor of what is in it. */
function isWithin(candidate: Space, space: Space | undefined): boolean {
  if (space === undefined) return false
  const above = portfolio.value?.ancestors(candidate.id) ?? []
  return candidate.id === space.id || above.some(({ id }) => id === space.id)
}
