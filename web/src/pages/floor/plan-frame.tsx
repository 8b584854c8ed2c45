import type { ComponentChildren, JSX, RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Plan } from '../../api/plans.ts'
import { shownBox } from './geometry/viewport.ts'
import { sizeOf } from './plan-size.ts'
import type { PanZoom } from './use-pan-zoom.ts'
import { ZoomButtons } from './zoom-buttons.tsx'
import './plan.css'
import './tints.css'

/** How often an image that does not come is asked for again: for half a minute. */
const MOST_ATTEMPTS = 5

interface PlanFrameProps {
  svg: RefObject<SVGSVGElement | null>
  plan: Pick<Plan, 'image'>
  panZoom: PanZoom
  label: string
  class?: string
  /** What it does besides moving the plan. */
  events?: JSX.IntrinsicElements['svg']
  children: ComponentChildren
}

/** A plan's image, as large as the page allows, with what is drawn upon it. */
export function PlanFrame({
  svg,
  plan,
  panZoom,
  label,
  class: name = '',
  events = {},
  children,
}: PlanFrameProps) {
  const size = sizeOf(plan.image)
  const { x, y, width, height } = shownBox(panZoom.view, size)
  const isWhole = panZoom.view.zoom === 1
  return (
    <div class={`plan-frame ${name}`} style={{ '--ratio': size.width / size.height }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with parts to press has no element of its own. */}
      <svg
        ref={svg}
        class={isWhole ? 'plan plan-whole' : 'plan'}
        viewBox={`${x} ${y} ${width} ${height}`}
        style={{ '--unit': panZoom.unit }}
        role="group"
        aria-label={label}
        tabindex={0}
        onPointerDown={panZoom.onPointerDown}
        onPointerMove={panZoom.onPointerMove}
        onPointerUp={panZoom.onPointerUp}
        onPointerCancel={panZoom.onPointerUp}
        onKeyDown={(event) => {
          if (event.target === svg.current && panZoom.onKey(event)) event.preventDefault()
        }}
        {...events}
      >
        <Hatching unit={panZoom.unit} />
        {plan.image === null ? (
          <rect class="plan-blank" width={size.width} height={size.height} />
        ) : (
          <Picture key={plan.image.url} url={plan.image.url} {...size} />
        )}
        {children}
      </svg>
      <ZoomButtons panZoom={panZoom} />
    </div>
  )
}

interface PictureProps {
  url: string
  width: number
  height: number
}

/** The image itself. A browser does not ask again for one that did not come, so this does, after ever longer. */
function Picture({ url, width, height }: PictureProps) {
  const [attempt, setAttempt] = useState(0)
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    if (!isMissing || attempt === MOST_ATTEMPTS) return
    const again = () => {
      setAttempt(attempt + 1)
      setMissing(false)
    }
    const timer = setTimeout(again, 1_000 * 2 ** attempt)
    return () => clearTimeout(timer)
  }, [isMissing, attempt])
  const href = attempt === 0 ? url : `${url}&attempt=${attempt}`
  return <image href={href} width={width} height={height} onError={() => setMissing(true)} />
}

/** Hatching says that nothing is known, in every zoom equally fine. */
function Hatching({ unit }: { unit: number }) {
  return (
    <defs>
      {[
        { state: 'unknown', angle: 45 },
        { state: 'unhealthy', angle: -45 },
      ].map(({ state, angle }) => (
        <pattern
          key={state}
          id={`hatch-${state}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform={`scale(${unit}) rotate(${angle})`}
        >
          <rect class={`tint-${state}`} width="8" height="8" />
          <path class={`hatch-line state-${state}`} d="M0 0V8" />
        </pattern>
      ))}
    </defs>
  )
}
