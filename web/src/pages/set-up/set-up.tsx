import { lazy, useLocation, useRoute } from 'preact-iso'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { UnloadedNotice } from '../../parts/unloaded-notice.tsx'
import { texts } from '../../texts/texts.ts'
import { AccessSection } from './access/access-section.tsx'
import { DevicesSection } from './devices/devices-section.tsx'
import { DisplaysSection } from './displays/displays-section.tsx'
import { DoorwaysSection } from './doorways/doorways-section.tsx'
import { HistorySection } from './history/history-section.tsx'
import { LabelsSection } from './labels/labels-section.tsx'
import { SelectField } from './parts/fields.tsx'
import { type SectionName, sectionNamed, sectionNames } from './sections.ts'
import { SensorsSection } from './sensors/sensors-section.tsx'
import { SitesSection } from './sites/sites-section.tsx'
import { SpacesSection } from './spaces/spaces-section.tsx'
import { UsersSection } from './users/users-section.tsx'
import './set-up.css'

// It knows time zones and files, which the other sections do without.
const ImportSection = lazy(() =>
  import('./import/import-section.tsx').then(
    ({ ImportSection }) => ImportSection,
    () => UnloadedNotice,
  ),
)

/** The set-up, a section at a time. */
export function SetUp() {
  // The section, and what is opened in it, such as the id of a space.
  const { section, rest } = useRoute().params
  const name = sectionNamed(section)
  const opened = rest === undefined || rest === '' ? null : rest
  return (
    <Page title={texts.common.pages.setUp}>
      <div class="set-up">
        <Sections current={name} />
        {name === null ? (
          <Notice kind="empty" title={texts.setUp.common.noSuchSection} />
        ) : (
          <Opened key={name} name={name} opened={opened} />
        )}
      </div>
    </Page>
  )
}

function Opened({ name, opened }: { name: SectionName; opened: string | null }) {
  switch (name) {
    case 'spaces':
      return <SpacesSection opened={opened} />
    case 'sensors':
      return <SensorsSection opened={opened} />
    case 'doorways':
      return <DoorwaysSection opened={opened} />
    case 'devices':
      return <DevicesSection />
    case 'labels':
      return <LabelsSection opened={opened} />
    case 'import':
      return <ImportSection />
    case 'displays':
      return <DisplaysSection opened={opened} />
    case 'sites':
      return <SitesSection opened={opened} />
    case 'tokens':
      return <AccessSection opened={opened} />
    case 'users':
      return <UsersSection opened={opened} />
    case 'history':
      return <HistorySection />
  }
}

/** The sections to choose from: a list beside them, or a field above them where that has no place. */
function Sections({ current }: { current: SectionName | null }) {
  const { route } = useLocation()
  const { sections, common } = texts.setUp
  return (
    <>
      <nav class="set-up-nav" aria-label={common.sections}>
        <ul>
          {sectionNames.map((name) => (
            <li key={name}>
              <a href={`/set-up/${name}`} aria-current={name === current ? 'page' : undefined}>
                {sections[name].title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="set-up-choice">
        <SelectField
          label={common.sections}
          value={current ?? ''}
          choices={sectionNames.map((name) => ({ value: name, name: sections[name].title }))}
          onChange={(name) => route(`/set-up/${name}`)}
        />
      </div>
    </>
  )
}
