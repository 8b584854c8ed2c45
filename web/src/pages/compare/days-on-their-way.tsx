import { useEffect, useState } from 'preact/hooks'
import { formatCount, formatPercent } from '../../format/numbers.ts'
import { texts } from '../../texts/texts.ts'
import { type BatchProgress, quartersDone } from './batches.ts'

/** A sign that goes again sooner would only flicker. */
const PATIENCE_MS = 500

/** Says how many spaces have their days, where that takes several batches or a while. `null` for none on their way. */
export function DaysOnTheirWay({ progress }: { progress: BatchProgress | null }) {
  const lasts = useLasting(progress !== null)
  const shown = progress !== null && (progress.batches > 1 || lasts) ? progress : null
  return (
    <>
      {/* There before it has something to say: screen readers hear of what changes in it only then. */}
      <p class="visually-hidden" role="status">
        {shown !== null && texts.compare.coming.said(formatPercent(quartersDone(shown)))}
      </p>
      {shown !== null && <Bar progress={shown} />}
    </>
  )
}

function Bar({ progress: { done, all } }: { progress: BatchProgress }) {
  const { label, now } = texts.compare.coming
  const words = now(formatCount(done), formatCount(all), all === 1)
  return (
    <div class="compare-coming">
      <strong>{label}</strong>
      <span>{words}</span>
      <progress max={all} value={done} aria-label={label} aria-valuetext={words} />
    </div>
  )
}

/** Whether something has been on for longer than is worth a sign. */
function useLasting(isOn: boolean): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    setLasts(false)
    if (!isOn) return undefined
    const timer = setTimeout(() => setLasts(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isOn])
  return isOn && lasts
}
