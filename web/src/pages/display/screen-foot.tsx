import type { DensitySpace } from '../../../../src/client/density-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { StateWord } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import { type SpaceState, spaceStateOf, spaceStates } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import './screen-foot.css'

interface ScreenFootProps {
  /** From 0. */
  page: number
  pages: number
  spaces: readonly DensitySpace[]
}

/** These are always explained; the others while there are any. */
const usual: ReadonlySet<SpaceState> = new Set(['available', 'occupied'])

/** What the signs mean, and which page this is. */
export function ScreenFoot({ page, pages, spaces }: ScreenFootProps) {
  const present = new Set(spaces.map(({ id, capacity }) => spaceStateOf(liveOf(id).value, capacity)))
  const explained = spaceStates.filter((state) => usual.has(state) || present.has(state))
  return (
    <footer class="screen-foot">
      <ul aria-label={texts.display.legend}>
        {explained.map((state) => (
          <li key={state}>
            <StateWord state={state} />
          </li>
        ))}
      </ul>
      <PageSign page={page} pages={pages} />
    </footer>
  )
}

/** Which of several pages this is. */
export function PageSign({ page, pages }: { page: number; pages: number }) {
  if (pages < 2) return null
  const [shown, all] = [formatCount(page + 1), formatCount(pages)]
  return (
    <p class="page-sign">
      <span aria-hidden="true">{texts.display.page(shown, all)}</span>
      <span class="visually-hidden">{texts.display.pageOf(shown, all)}</span>
    </p>
  )
}
