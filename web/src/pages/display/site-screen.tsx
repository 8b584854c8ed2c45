import { useEffect } from 'preact/hooks'
import type { PublishedPlace, SitePlace } from '../../api/published-site.ts'
import { formatCount, formatPercent } from '../../format/numbers.ts'
import { browserZone, formatTime } from '../../format/times.ts'
import { followBuilds } from '../../state/new-build.ts'
import { serverTimeOf } from '../../state/server-clock.ts'
import { texts } from '../../texts/texts.ts'
import { BusynessBar, LevelMark } from './busyness-bar.tsx'
import { ScreenClock } from './screen-clock.tsx'
import { ScreenFrame, ScreenNotice } from './screen-frame.tsx'
import { type SiteFeed, useSiteFeed } from './site-feed.ts'
import { SiteParts } from './site-parts.tsx'
import './site-screen.css'

/** A published site, for everybody who passes. */
export function SiteScreen({ slug }: { slug: string }) {
  const feed = useSiteFeed(slug)
  useEffect(() => {
    const builds = followBuilds()
    if (!feed.isStale && feed.heardAt !== null) builds.look()
    return builds.end
  }, [feed.isStale])
  const { starting, stale, several } = texts.display.site
  const heardAt = feed.heardAt === null ? null : serverTimeOf(feed.heardAt)
  const [first, second] = feed.places ?? []
  const since = feed.isStale ? stale(formatTime(heardAt, first?.timeZone ?? browserZone)) : null
  if (first === undefined) {
    return (
      <ScreenFrame title={starting} staleSince={null}>
        <Standing {...feed} slug={slug} />
      </ScreenFrame>
    )
  }
  return (
    <ScreenFrame title={second === undefined ? first.name : several} staleSince={since}>
      {second === undefined ? (
        <SitePicture site={first} heardAt={heardAt} />
      ) : (
        <PlacesPicture places={feed.places ?? []} zone={first.timeZone} heardAt={heardAt} />
      )}
    </ScreenFrame>
  )
}

function Standing({ places, slug }: Pick<SiteFeed, 'places'> & { slug: string }) {
  const { starting, unpublished, unpublishedText } = texts.display.site
  if (places === undefined) return <ScreenNotice title={starting} />
  return (
    <ScreenNotice title={unpublished(slug)}>
      <p>{unpublishedText}</p>
    </ScreenNotice>
  )
}

interface PlacesProps {
  places: readonly SitePlace[]
  /** The zone of the clock. */
  zone: string
  heardAt: number | null
}

/** A site with several places: one beside the other, without what is inside. */
function PlacesPicture({ places, zone, heardAt }: PlacesProps) {
  const { several, updated } = texts.display.site
  return (
    <>
      <header class="site-header">
        <h1>{several}</h1>
        <ScreenClock zone={zone} />
      </header>
      <div class="site-body">
        <SiteParts parts={places} />
      </div>
      <footer class="site-foot">{updated(formatTime(heardAt, zone))}</footer>
    </>
  )
}

function SitePicture({ site, heardAt }: { site: SitePlace; heardAt: number | null }) {
  const { open, updated } = texts.display.site
  // Behind closed doors nobody looks for a place.
  const parts = site.subLocs === false || !site.isOpen ? [] : site.subLocs
  return (
    <>
      <header class="site-header">
        <div>
          <h1>{site.name}</h1>
          {site.isOpen && <p>{open}</p>}
        </div>
        <ScreenClock zone={site.timeZone} />
      </header>
      <div class={`site-body ${parts.length > 0 ? 'site-body-parts' : ''}`}>
        {site.isOpen ? <SiteLevel site={site} /> : <Closed site={site} />}
        {parts.length > 0 && <SiteParts parts={parts} />}
      </div>
      <footer class="site-foot">{updated(formatTime(heardAt, site.timeZone))}</footer>
    </>
  )
}

/** The feed says until when. */
function Closed({ site }: { site: PublishedPlace }) {
  return (
    <section class="site-level level-closed">
      <p class="site-word">{texts.display.site.levels.closed}</p>
      <p class="site-percent">{site.hourSummary}</p>
    </section>
  )
}

function SiteLevel({ site }: { site: PublishedPlace }) {
  const { levels, full, people, partly, atLeast } = texts.display.site
  const level = site.locHtml.class
  const isPart = !site.isAvailable && site.people !== null
  const said = (figure: string) => (isPart ? atLeast(figure) : figure)
  return (
    <section class={`site-level level-${level}`}>
      <p class="site-word">
        <LevelMark level={level} />
        {isPart ? partly : levels[level]}
      </p>
      {site.percentage !== null && <p class="site-percent">{said(full(formatPercent(site.percentage)))}</p>}
      <BusynessBar place={site} />
      {site.people !== null && (
        <p class="site-people">
          {said(site.people === 1 ? people.one : people.other(formatCount(site.people)))}
        </p>
      )}
    </section>
  )
}
