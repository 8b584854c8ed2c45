import { ExternalLink } from 'lucide'
import { useState } from 'preact/hooks'
import type { OpeningHours, Site } from '../../../../../src/client/native-wire.ts'
import { deleteSite, sites } from '../../../api/set-up.ts'
import { formatDays, formatWallTime } from '../../../format/hours.ts'
import { formatCount, formatPercent } from '../../../format/numbers.ts'
import { Icon } from '../../../parts/icon.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import type { Column } from '../../../parts/table.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { texts } from '../../../texts/texts.ts'
import { AddButton } from '../parts/add-button.tsx'
import { actionsColumn } from '../parts/columns.ts'
import { DeleteDialog } from '../parts/delete-dialog.tsx'
import { Listing } from '../parts/listing.tsx'
import { NEW, useOpened } from '../parts/opened.ts'
import { NameButton, RowActions } from '../parts/row-actions.tsx'
import { Section } from '../parts/section.tsx'
import { spaceName } from '../parts/space-names.ts'
import { everyDay, spacesOf } from './site-draft.ts'
import { SiteForm } from './site-form.tsx'

/** What everybody may see. */
export function SitesSection({ opened }: { opened: string | null }) {
  const { open } = useOpened('sites')
  return (
    <Section
      name="sites"
      needs="admin"
      actions={<AddButton label={texts.setUp.sites.add} onPress={() => open(NEW)} />}
    >
      <SitesList opened={opened} />
    </Section>
  )
}

function SitesList({ opened }: { opened: string | null }) {
  const words = texts.setUp.sites
  const { open, close } = useOpened('sites')
  const [leaving, setLeaving] = useState<Site | null>(null)
  const answer = useAnswer('sites', sites)
  const site = answer.value?.find(({ slug }) => slug === opened)
  // A site may be called “new”; its form then opens by its button alone.
  const isNew = opened === NEW && site === undefined
  return (
    <>
      <AnswerView answer={answer}>
        {(value) => (
          <Listing
            none={words.none}
            caption={words.caption}
            rows={value}
            rowKey={({ slug }) => slug}
            columns={columnsOf(open, setLeaving)}
          />
        )}
      </AnswerView>
      {(isNew || site !== undefined) && (
        <SiteForm key={opened} {...(site !== undefined && { site })} onDone={answer.retry} onClose={close} />
      )}
      {leaving !== null && (
        <DeleteDialog
          name={leaving.slug}
          meaning={words.deleteMeaning}
          remove={() => deleteSite(leaving.slug)}
          onDone={answer.retry}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  )
}

function columnsOf(open: (slug: string) => void, onDelete: (site: Site) => void): readonly Column<Site>[] {
  const { columns, levels } = texts.setUp.sites
  return [
    {
      key: 'slug',
      title: columns.slug,
      sortBy: ({ slug }) => slug,
      cell: ({ slug }) => <NameButton name={slug} onPress={() => open(slug)} />,
    },
    {
      key: 'spaces',
      title: columns.spaces,
      sortBy: namesOf,
      cell: (site) => <SpacesOf site={site} />,
    },
    {
      key: 'minCount',
      isSecondary: true,
      title: columns.minCount,
      numeric: true,
      cell: ({ min_count }) => formatCount(min_count),
    },
    {
      key: 'levels',
      isSecondary: true,
      title: columns.levels,
      cell: ({ levels: { busy, very_busy } }) =>
        levels(formatPercent(busy / 100), formatPercent(very_busy / 100)),
    },
    {
      key: 'hours',
      isSecondary: true,
      title: columns.hours,
      cell: ({ hours }) => <HoursInWords hours={hours} />,
    },
    actionsColumn((site) => <SiteActions site={site} open={open} onDelete={onDelete} />),
  ]
}

function namesOf(site: Site): string {
  return spacesOf(site).map(spaceName).join(', ')
}

function SpacesOf({ site }: { site: Site }) {
  return (
    <>
      {namesOf(site)}
      {site.notices.map((notice) => (
        <p key={notice} class="field-hint">
          {notice}
        </p>
      ))}
    </>
  )
}

interface SiteActionsProps {
  site: Site
  open: (slug: string) => void
  onDelete: (site: Site) => void
}

function SiteActions({ site, open, onDelete }: SiteActionsProps) {
  const words = texts.setUp.sites
  const { slug } = site
  return (
    <RowActions name={slug} onEdit={() => open(slug)} onDelete={() => onDelete(site)}>
      <a
        class="button"
        href={`/live/${slug}`}
        target="_blank"
        rel="noreferrer"
        aria-label={words.feedOf(slug)}
      >
        {words.feed}
        <Icon of={ExternalLink} />
      </a>
      <a
        class="button"
        href={`/display/${slug}`}
        target="_blank"
        rel="noreferrer"
        aria-label={words.screenOf(slug)}
      >
        {words.screen}
        <Icon of={ExternalLink} />
      </a>
    </RowActions>
  )
}

function HoursInWords({ hours }: { hours: readonly OpeningHours[] }) {
  if (hours.length === 0) return <>{texts.setUp.sites.always}</>
  return (
    <ul>
      {hours.map(({ days, open, close }) => (
        <li key={`${days} ${open}`}>
          {daysInWords(days)} {formatWallTime(open)}–{formatWallTime(close)}
        </li>
      ))}
    </ul>
  )
}

function daysInWords(days: string): string {
  if (days === everyDay) return ''
  return formatDays([...days].map((day) => Number(day) - 1))
}
