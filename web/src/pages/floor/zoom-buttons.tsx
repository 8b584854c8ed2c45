import { Maximize, Minus, Plus } from 'lucide'
import { Icon } from '../../parts/icon.tsx'
import { texts } from '../../texts/texts.ts'
import type { PanZoom } from './use-pan-zoom.ts'

/** Zooms without a wheel. */
export function ZoomButtons({ panZoom: { zoomIn, zoomOut, fit } }: { panZoom: PanZoom }) {
  const words = texts.floor
  const buttons = [
    { name: words.zoomIn, icon: Plus, act: zoomIn },
    { name: words.zoomOut, icon: Minus, act: zoomOut },
    { name: words.fit, icon: Maximize, act: fit },
  ]
  return (
    <div class="zoom-buttons">
      {buttons.map(({ name, icon, act }) => (
        <button key={name} type="button" class="icon-button" aria-label={name} title={name} onClick={act}>
          <Icon of={icon} />
        </button>
      ))}
    </div>
  )
}
