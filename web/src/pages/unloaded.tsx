import { Page } from '../parts/page.tsx'
import { UnloadedNotice } from '../parts/unloaded-notice.tsx'
import { texts } from '../texts/texts.ts'

/** Stands in for a page that could not be loaded. */
export function Unloaded() {
  return (
    <Page title={texts.common.unloaded.title}>
      <UnloadedNotice />
    </Page>
  )
}
