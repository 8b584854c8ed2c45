import { useEffect } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { Page } from '../parts/page.tsx'
import { whenLiveAgain } from '../state/live.ts'
import { reloadIfOutdated } from '../state/new-build.ts'
import { texts } from '../texts/texts.ts'

/**
 * Stands in for a page that could not be loaded: the server was away, or serves another build of the dashboard by
 * now. Either mends itself by loading everything anew.
 */
export function Unloaded() {
  useEffect(() => {
    reloadIfOutdated()
    return whenLiveAgain(() => location.reload())
  }, [])
  const { title, text, reload } = texts.common.unloaded
  return (
    <Page title={title}>
      <Notice kind="failed" title={text}>
        <Button onClick={() => location.reload()}>{reload}</Button>
      </Notice>
    </Page>
  )
}
