import { ErrorBoundary, useRoute } from 'preact-iso'
import { reloadSoon } from '../../state/new-build.ts'
import { FloorScreen } from './floor-screen.tsx'
import { SiteScreen } from './site-screen.tsx'

const DISPLAY_ID = /^dsp_/

/** What a wall shows: the floor of a display by its id, or a published site by its slug. */
export function Display() {
  const { id = '' } = useRoute().params
  return (
    <ErrorBoundary onError={() => void reloadSoon()}>
      {DISPLAY_ID.test(id) ? <FloorScreen key={id} id={id} /> : <SiteScreen key={id} slug={id} />}
    </ErrorBoundary>
  )
}
