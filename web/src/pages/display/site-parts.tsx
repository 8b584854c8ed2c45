import type { PublishedPlace } from '../../api/published-site.ts'
import { formatPercent } from '../../format/numbers.ts'
import { texts } from '../../texts/texts.ts'
import { BusynessBar, LevelMark } from './busyness-bar.tsx'
import { onPage, pageAt, turn } from './paging.ts'
import { PageSign } from './screen-foot.tsx'
import { screenUnit, useSize } from './screen-size.ts'
import './site-parts.css'

/** Least room for a place, in hundredths of the screen's shorter side. */
const ROW_UNITS = 13
const COLUMN_UNITS = 42
const LARGEST_TEXT_UNITS = 5.4

/** The places in a site: as many as fit, the others on the pages after. */
export function SiteParts({ parts }: { parts: readonly PublishedPlace[] }) {
  const [size, measure] = useSize()
  const unit = screenUnit()
  const most = {
    columns: size === null ? 1 : Math.max(1, Math.floor(size.width / (COLUMN_UNITS * unit))),
    rows: size === null ? 1 : Math.max(1, Math.floor(size.height / (ROW_UNITS * unit))),
  }
  const pages = Math.ceil(parts.length / (most.columns * most.rows))
  const perPage = Math.ceil(parts.length / pages)
  const columns = Math.min(most.columns, Math.ceil(perPage / most.rows))
  const rows = Math.ceil(perPage / columns)
  const text = Math.min(((size?.height ?? 0) / rows) * 0.26, LARGEST_TEXT_UNITS * unit)
  const page = pageAt(turn.value, pages)
  return (
    <section class="site-parts" aria-label={texts.display.site.parts}>
      <ul
        ref={measure}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, '--part-text': `${text}px` }}
      >
        {size !== null &&
          onPage(parts, page, perPage).map((place) => <SitePart key={place.id} place={place} />)}
      </ul>
      <PageSign page={page} pages={pages} />
    </section>
  )
}

function SitePart({ place }: { place: PublishedPlace }) {
  const level = place.locHtml.class
  const isKnown = place.isOpen && place.isAvailable && place.percentage !== null
  return (
    <li class={`site-part level-${level}`}>
      <p class="site-part-head">
        <span class="site-part-name">{place.name}</span>
        <span class="site-part-level">
          <LevelMark level={level} />
          {isKnown ? formatPercent(place.percentage) : texts.display.site.levels[level]}
        </span>
      </p>
      <BusynessBar place={place} />
    </li>
  )
}
