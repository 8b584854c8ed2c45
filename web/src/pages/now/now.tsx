import { useMemo } from 'preact/hooks'
import { browserZone, formatRecent, formatZone } from '../../format/times.ts'
import { Page } from '../../parts/page.tsx'
import { useEverySecond } from '../../state/every-second.ts'
import { liveOf } from '../../state/live.ts'
import { type Portfolio, portfolio } from '../../state/portfolio.ts'
import { useQuery } from '../../state/query.ts'
import { texts } from '../../texts/texts.ts'
import { FirstRun } from './first-run.tsx'
import { latestChange } from './glance.ts'
import { GlanceCards } from './glance-cards.tsx'
import { type Scope, scopeChoices, scopeOf } from './scope.ts'
import { Tree } from './tree.tsx'
import './now.css'

/** The portfolio at a glance: what a workplace manager opens every morning. */
export function Now() {
  const tree = portfolio.value
  if (tree === undefined) return null
  return tree.spaces.length === 0 ? <FirstRun /> : <Overview tree={tree} />
}

function Overview({ tree }: { tree: Portfolio }) {
  const [query, setQuery] = useQuery()
  const scope = useMemo(() => scopeOf(tree, query['in']), [tree, query['in']])
  return (
    <Page
      title={texts.now.title}
      lead={<LastChange scope={scope} />}
      actions={<ScopeField tree={tree} scope={scope} onChange={(id) => setQuery({ in: id })} />}
    >
      <GlanceCards tree={tree} scope={scope} />
      <Tree portfolio={tree} scope={scope} />
    </Page>
  )
}

function LastChange({ scope: { space, spaces } }: { scope: Scope }) {
  const at = useEverySecond(space?.id ?? '', () => latestChange(spaces, (id) => liveOf(id).value))
  const zone = useMemo(() => {
    const zones = new Set(spaces.map(({ time_zone }) => time_zone))
    const [only = browserZone] = zones.size === 1 ? zones : []
    return only
  }, [spaces])
  return (
    <>{at === null ? texts.now.noChange : texts.now.asOf(formatRecent(at, zone), formatZone(zone, at))}</>
  )
}

interface ScopeFieldProps {
  tree: Portfolio
  scope: Scope
  onChange: (id: string | null) => void
}

function ScopeField({ tree, scope, onChange }: ScopeFieldProps) {
  const choices = scopeChoices(tree)
  if (choices.length === 0) return null
  return (
    <label class="inline-field">
      {texts.now.scope}
      <select
        value={scope.space?.id ?? ''}
        onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : value)}
      >
        <option value="">{texts.now.wholePortfolio}</option>
        {choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
