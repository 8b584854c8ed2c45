import { Maximize, Pause, Play } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { Icon } from '../../parts/icon.tsx'
import { texts } from '../../texts/texts.ts'
import { isPaused, usePageTurning } from './paging.ts'
import { useIdle, useScreenColours, useWakeLock } from './screen-behaviour.ts'
import './screen-frame.css'

interface ScreenFrameProps {
  /** Names the window. */
  title: string
  /** Since when what is shown may be out of date, for people; `null` while it is live. */
  staleSince: string | null
  children: ComponentChildren
}

/** The whole of a screen on a wall: fills it, stays awake, and hides what only a hand nearby needs. */
export function ScreenFrame({ title, staleSince, children }: ScreenFrameProps) {
  const isIdle = useIdle()
  useWakeLock()
  usePageTurning()
  useScreenColours(useLocation().query['theme'])
  useEffect(() => {
    document.title = texts.display.title(title)
  }, [title])
  const kind = `${isIdle ? 'screen-idle' : ''} ${staleSince === null ? '' : 'screen-stale'}`
  return (
    <main class={`screen ${kind}`}>
      {staleSince !== null && (
        <p class="screen-banner" role="status">
          {staleSince}
        </p>
      )}
      {children}
      <Controls />
    </main>
  )
}

function Controls() {
  const { fullScreen, pause, resume } = texts.display
  const toggle = () => {
    const change = document.fullscreenElement === null ? document.documentElement.requestFullscreen() : null
    // Where the browser forbids it, the screen is as good without.
    change?.catch(() => undefined)
    if (change === null) document.exitFullscreen().catch(() => undefined)
  }
  return (
    <div class="screen-controls">
      <button
        type="button"
        onClick={() => {
          isPaused.value = !isPaused.value
        }}
      >
        <Icon of={isPaused.value ? Play : Pause} />
        {isPaused.value ? resume : pause}
      </button>
      {document.fullscreenEnabled && (
        <button type="button" onClick={toggle}>
          <Icon of={Maximize} />
          {fullScreen}
        </button>
      )}
    </div>
  )
}

/** A screen that has nothing to show, and says why and what to do. */
export function ScreenNotice({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="screen-notice">
      <h1>{title}</h1>
      {children}
    </div>
  )
}
