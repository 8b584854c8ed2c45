import { useEffect, useState } from 'preact/hooks'
import type { RestatedFigures } from '../../../../src/client/native-wire.ts'
import { changedFigures } from '../../api/changes.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { AnswerView } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { say } from '../../parts/toast.tsx'
import { useAnswer } from '../../state/answer.ts'
import { texts } from '../../texts/texts.ts'
import { messageOf } from '../set-up/parts/message-of.ts'
import { ChangesTable } from './changes-table.tsx'
import './changes.css'

const words = texts.changes

/** Which figures of days that were over became others, why, and by whom. */
export function Changes() {
  const answer = useAnswer('changes', (signal) => changedFigures(null, signal))
  return (
    <Page title={words.title} lead={words.lead}>
      <Card title={words.listTitle} definition={words.definition}>
        <AnswerView
          answer={answer}
          empty={({ changes, next }) =>
            changes.length === 0 && next === null
              ? { title: words.none, children: <p>{words.noneText}</p> }
              : null
          }
        >
          {({ changes, next }) => <Pages key={changes[0]?.seq} first={changes} next={next} />}
        </AnswerView>
      </Card>
    </Page>
  )
}

/** The changes that were asked for so far, with a way back in time. */
function Pages({ first, next }: { first: readonly RestatedFigures[]; next: number | null }) {
  const [held, setHeld] = useState({ changes: first, next })
  const [isBusy, setBusy] = useState(false)
  useEffect(() => setHeld({ changes: first, next }), [first, next])
  const more = async () => {
    setBusy(true)
    try {
      const page = await changedFigures(held.next)
      setHeld({ changes: [...held.changes, ...page.changes], next: page.next })
    } catch (error) {
      say(messageOf(error), 'failed')
    }
    setBusy(false)
  }
  return (
    <>
      <ChangesTable changes={held.changes} />
      {held.next !== null && (
        <div class="changes-more">
          <Button busy={isBusy} onClick={more}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  )
}
