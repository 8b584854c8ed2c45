import { Plus, X } from 'lucide'
import { useState } from 'preact/hooks'
import type { OpeningHours, Site } from '../../../../../src/client/native-wire.ts'
import { changeSite, createSite } from '../../../api/set-up.ts'
import { Button } from '../../../parts/button.tsx'
import { DayChoice } from '../../../parts/day-choice.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { say } from '../../../parts/toast.tsx'
import { texts } from '../../../texts/texts.ts'
import { TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SpacesField } from '../parts/space-fields.tsx'
import { draftOfSite, newSiteOf, type SiteDraft, siteChangesOf, toggleDay, usualHours } from './site-draft.ts'

interface SiteFormProps {
  /** The site to change; without it, a new one. */
  site?: Site
  onDone: () => void
  onClose: () => void
}

/** Publishes spaces, or changes how it is shown. */
export function SiteForm({ site, onDone, onClose }: SiteFormProps) {
  const { form: words } = texts.setUp.sites
  const { common } = texts.setUp
  const [draft, setDraft] = useState(() => draftOfSite(site))
  const set = (changes: Partial<SiteDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const submit = async () => {
    if (site === undefined) await createSite(newSiteOf(draft))
    else await changeSite(site.slug, siteChangesOf(draft, site))
    onDone()
    say(site === undefined ? common.created(draft.slug.trim()) : common.saved(draft.slug))
  }
  return (
    <FormDialog
      title={site === undefined ? words.create : words.edit(site.slug)}
      submit={site === undefined ? common.create : common.save}
      onSubmit={submit}
      onClose={onClose}
      wide
    >
      {site === undefined && (
        <TextField
          label={words.slug}
          hint={words.slugHint}
          value={draft.slug}
          onInput={(slug) => set({ slug })}
          required
          autoFocus
        />
      )}
      <SpacesField
        label={words.spaces}
        hint={words.spacesHint}
        chosen={draft.spaces}
        onChange={(spaces) => set({ spaces })}
      />
      <NumberFields draft={draft} set={set} />
      <HoursFields hours={draft.hours} onChange={(hours) => set({ hours })} />
    </FormDialog>
  )
}

interface DraftProps {
  draft: SiteDraft
  set: (changes: Partial<SiteDraft>) => void
}

function NumberFields({ draft, set }: DraftProps) {
  const { form: words } = texts.setUp.sites
  return (
    <>
      <div class="set-up-columns">
        <TextField
          label={words.busy}
          type="number"
          min={1}
          max={99}
          required
          value={draft.busy}
          onInput={(busy) => set({ busy })}
        />
        <TextField
          label={words.veryBusy}
          type="number"
          min={2}
          max={100}
          required
          value={draft.veryBusy}
          onInput={(veryBusy) => set({ veryBusy })}
        />
      </div>
      <TextField
        label={words.minCount}
        hint={words.minCountHint}
        type="number"
        min={0}
        required
        value={draft.minCount}
        onInput={(minCount) => set({ minCount })}
      />
    </>
  )
}

interface HoursFieldsProps {
  hours: readonly OpeningHours[]
  onChange: (hours: readonly OpeningHours[]) => void
}

function HoursFields({ hours, onChange }: HoursFieldsProps) {
  const { form: words } = texts.setUp.sites
  return (
    <fieldset class="set-up-sides">
      <legend class="field-label">{words.hours}</legend>
      <p class="field-hint">{words.hoursHint}</p>
      {hours.map((each, index) => (
        <HoursRow
          key={index}
          row={index + 1}
          hours={each}
          onChange={(changed) => onChange(hours.map((other, at) => (at === index ? changed : other)))}
          onRemove={() => onChange(hours.filter((_, at) => at !== index))}
        />
      ))}
      <Button onClick={() => onChange([...hours, usualHours])}>
        <Icon of={Plus} />
        {words.addHours}
      </Button>
    </fieldset>
  )
}

interface HoursRowProps {
  row: number
  hours: OpeningHours
  onChange: (hours: OpeningHours) => void
  onRemove: () => void
}

function HoursRow({ row, hours, onChange, onRemove }: HoursRowProps) {
  const { form: words } = texts.setUp.sites
  return (
    <div class="set-up-hours">
      <fieldset>
        <legend class="visually-hidden">{words.days(row)}</legend>
        <DayChoice
          isChosen={(day) => hours.days.includes(siteDay(day))}
          onToggle={(day) => onChange({ ...hours, days: toggleDay(hours.days, siteDay(day)) })}
        />
      </fieldset>
      <TextField
        label={words.open}
        type="time"
        required
        value={hours.open}
        onInput={(open) => onChange({ ...hours, open })}
      />
      {/* A field for times has no 24:00: midnight at the end is the next day’s 00:00. */}
      <TextField
        label={words.close}
        type="time"
        required
        value={hours.close === '24:00' ? '00:00' : hours.close}
        onInput={(close) => onChange({ ...hours, close: close === '00:00' ? '24:00' : close })}
      />
      <button type="button" class="icon-button" aria-label={words.removeHours} onClick={onRemove}>
        <Icon of={X} />
      </button>
    </div>
  )
}

/** A weekday, 0 = Sunday …, as sites count them: 1 = Sunday …. */
function siteDay(day: number): string {
  return String(day + 1)
}
