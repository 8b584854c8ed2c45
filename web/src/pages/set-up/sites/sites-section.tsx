import { ExternalLink, Plus } from 'lucide'
import { useState } from 'preact/hooks'
import type { OpeningHours, Site } from '../../../../../src/client/native-wire.ts'
import { deleteSite, sites } from '../../../api/set-up.ts'
import { formatCount, formatPercent } from '../../../format/numbers.ts'
import { weekdayNames } from '../../../format/times.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { say } from '../../../parts/toast.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { may } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { NameButton, RowActions, Section, useOpened } from '../parts/section.tsx'
import { spaceName } from '../parts/space-fields.tsx'
import { everyDay } from './site-draft.ts'
import { SiteForm } from './site-form.tsx'

const NEW = 'new'

/** What everybody may see. */
export function SitesSection({ opened }: { opened: string | null }) {
  const { open } = useOpened('sites')
  return (
    <Section
      name="sites"
      needs="admin"
      actions={
        <Button kind="primary" onClick={() => open(NEW)}>
          <Icon of={Plus} />
          {texts.setUp.sites.add}
        </Button>
      }
    >
      {may('admin') && <SitesList opened={opened} />}
    </Section>
  )
}

function SitesList({ opened }: { opened: string | null }) {
  const { common, sites: words } = texts.setUp
  const { open, close } = useOpened('sites')
  const [leaving, setLeaving] = useState<Site | null>(null)
  const answer = useAnswer('sites', sites)
  const site = answer.value?.find(({ slug }) => slug === opened)
  // A site may be called “new”; its form then opens by its button alone.
  const isNew = opened === NEW && site === undefined
  return (
    <>
      <AnswerView answer={answer}>
        {(value) =>
          value.length === 0 ? (
            <p class="set-up-nothing">{words.none}</p>
          ) : (
            <Table
              caption={words.caption}
              rows={value}
              rowKey={({ slug }) => slug}
              columns={columnsOf(open, setLeaving)}
            />
          )
        }
      </AnswerView>
      {(isNew || site !== undefined) && (
        <SiteForm key={opened} {...(site !== undefined && { site })} onDone={answer.retry} onClose={close} />
      )}
      {leaving !== null && (
        <ConfirmDialog
          title={common.deleteTitle(leaving.slug)}
          submit={common.delete}
          onConfirm={async () => {
            await deleteSite(leaving.slug)
            answer.retry()
            say(common.deleted(leaving.slug))
          }}
          onClose={() => setLeaving(null)}
        >
          <p>{words.deleteMeaning}</p>
        </ConfirmDialog>
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
      key: 'space',
      title: columns.space,
      sortBy: ({ space_id }) => spaceName(space_id),
      cell: ({ space_id }) => spaceName(space_id),
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
    {
      key: 'actions',
      title: texts.setUp.common.actions,
      numeric: true,
      cell: (site) => <SiteActions site={site} open={open} onDelete={onDelete} />,
    },
  ]
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
          {daysInWords(days)} {open}–{close}
        </li>
      ))}
    </ul>
  )
}

function daysInWords(days: string): string {
  if (days === everyDay) return ''
  const names = weekdayNames('short')
  return [...days].map((day) => names[Number(day) - 1]).join(' ')
}
