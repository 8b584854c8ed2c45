import type { Space } from '../../../../../src/client/native-wire.ts'
import { getPlan } from '../../../api/plans.ts'
import { AnswerView } from '../../../parts/notice.tsx'
import { Page } from '../../../parts/page.tsx'
import { useAnswer } from '../../../state/answer.ts'
import type { Portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { PlanEditor } from './plan-editor.tsx'

/** Where a floor's plan is drawn. */
export function PlanEditorPage({ tree, floor }: { tree: Portfolio; floor: Space }) {
  const answer = useAnswer(floor.id, (signal) => getPlan(floor.id, signal))
  const crumbs = [
    { href: '/floors', name: texts.floor.title },
    ...tree.ancestors(floor.id).map(({ id, name }) => ({ href: `/spaces/${id}`, name })),
    { href: `/floors/${floor.id}`, name: floor.name },
  ]
  return (
    <Page
      title={texts.floor.editor.title(floor.name)}
      crumbs={crumbs}
      actions={
        <a class="button" href={`/floors/${floor.id}`}>
          {texts.floor.editor.back}
        </a>
      }
    >
      <AnswerView answer={answer} height="70dvh">
        {(plan) => <PlanEditor tree={tree} floor={floor} plan={plan} />}
      </AnswerView>
    </Page>
  )
}
