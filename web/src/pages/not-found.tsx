import { Notice } from '../parts/notice.tsx'
import { Page } from '../parts/page.tsx'
import { texts } from '../texts/texts.ts'

/** Answers an address that names nothing. */
export function NotFound() {
  const { title, text, home } = texts.common.notFound
  return (
    <Page title={title}>
      <Notice kind="empty" title={text}>
        <a href="/">{home}</a>
      </Notice>
    </Page>
  )
}
