import { effect } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { formatTime } from '../../format/times.ts'
import { lastHeardAt } from '../../state/live.ts'
import { followBuilds } from '../../state/new-build.ts'
import { Screen, type ScreenState } from '../../state/screen.ts'
import { keyOf } from '../../state/screen-key.ts'
import { serverTimeOf } from '../../state/server-clock.ts'
import { texts } from '../../texts/texts.ts'
import { FloorPicture } from './floor-picture.tsx'
import { ScreenFrame, ScreenNotice } from './screen-frame.tsx'

/** The server gives a sign of life every 15 s: after this long without, what is shown may not be so any more. */
const STALE_MS = 40_000

/** The floor of a display, live. */
export function FloorScreen({ id }: { id: string }) {
  const [screen] = useState(() => Screen.open(id))
  useEffect(() => () => screen.close(), [screen])
  useEffect(openOtherLink, [])
  const state = screen.state.value
  const staleSince = useStaleSince(state.kind === 'shown')
  useEffect(() => {
    const builds = followBuilds()
    // A server that was away may have come back as another one.
    if (staleSince === null && lastHeardAt.peek() !== null) builds.look()
    return builds.end
  }, [staleSince === null])

  if (state.kind !== 'shown') {
    return (
      <ScreenFrame title={texts.display.starting} staleSince={null}>
        <Standing kind={state.kind} />
      </ScreenFrame>
    )
  }
  const { floor } = state.picture
  const since = staleSince === null ? null : formatTime(serverTimeOf(staleSince), floor.time_zone)
  return (
    <ScreenFrame title={floor.name} staleSince={since === null ? null : texts.display.stale(since)}>
      <FloorPicture picture={state.picture} staleSince={since} />
    </ScreenFrame>
  )
}

/**
 * When the server was last heard of, once that is too long ago; from the time the picture came where it never was.
 * Asked of the wall clock: a machine may have slept.
 */
function useStaleSince(isShown: boolean): number | null {
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    setSince(null)
    if (!isShown) return
    const shownAt = Date.now()
    const look = (heardAt: number | null) => {
      const heard = heardAt ?? shownAt
      setSince(Date.now() - heard > STALE_MS ? heard : null)
    }
    const forget = effect(() => look(lastHeardAt.value))
    const timer = setInterval(() => look(lastHeardAt.peek()), 1_000)
    return () => {
      forget()
      clearInterval(timer)
    }
  }, [isShown])
  return since
}

/** Another screen link for the same display only changes the fragment: the browser would not load anything. */
function openOtherLink(): () => void {
  const look = () => {
    if (keyOf(location.hash.slice(1)) !== null) location.reload()
  }
  addEventListener('hashchange', look)
  return () => removeEventListener('hashchange', look)
}

function Standing({ kind }: { kind: Exclude<ScreenState['kind'], 'shown'> }) {
  const { starting, waiting, unlinked, refused, gone } = texts.display
  switch (kind) {
    case 'starting':
      return <ScreenNotice title={starting} />
    case 'waiting':
      return (
        <ScreenNotice title={waiting.title}>
          <p>{waiting.text}</p>
        </ScreenNotice>
      )
    case 'unlinked':
      return (
        <ScreenNotice title={unlinked.title}>
          <p>{unlinked.text}</p>
          <p>{unlinked.signIn}</p>
          <p>
            <a href="/set-up/displays">{unlinked.setUp}</a>
          </p>
        </ScreenNotice>
      )
    case 'refused':
      return (
        <ScreenNotice title={refused.title}>
          <p>{refused.text}</p>
          <p>{refused.retry}</p>
        </ScreenNotice>
      )
    case 'gone':
      return (
        <ScreenNotice title={gone.title}>
          <p>{gone.text}</p>
        </ScreenNotice>
      )
  }
}
