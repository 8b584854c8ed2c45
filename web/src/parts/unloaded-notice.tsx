import { useEffect } from 'preact/hooks'
import { whenLiveAgain } from '../state/live.ts'
import { reloadIfOutdated } from '../state/new-build.ts'
import { texts } from '../texts/texts.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/**
 * Stands in for a part of the dashboard that could not be loaded: the server was away, or serves another build by now.
 * Either mends itself by loading everything anew.
 */
export function UnloadedNotice() {
  useEffect(() => {
    reloadIfOutdated()
    return whenLiveAgain(() => location.reload())
  }, [])
  const { text, reload } = texts.common.unloaded
  return (
    <Notice kind="failed" title={text}>
      <Button onClick={() => location.reload()}>{reload}</Button>
    </Notice>
  )
}
