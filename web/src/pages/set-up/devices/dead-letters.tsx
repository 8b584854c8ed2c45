import type { DeadLetter } from '../../../../../src/client/dead-letter-client.ts'
import { discardDeadLetter, replayDeadLetter } from '../../../api/devices.ts'
import { formatZonedMoment } from '../../../format/times.ts'
import { Button } from '../../../parts/button.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import type { Column } from '../../../parts/table.tsx'
import { say } from '../../../parts/toast.tsx'
import type { Answer } from '../../../state/answer.ts'
import { commonZone } from '../../../state/common-zone.ts'
import { texts } from '../../../texts/texts.ts'
import { actionsColumn } from '../parts/columns.ts'
import { Listing } from '../parts/listing.tsx'
import { messageOf } from '../parts/message-of.ts'

/** What could not be taken, with the reason; each can be tried once more, or discarded. */
export function DeadLetters({ answer }: { answer: Answer<readonly DeadLetter[]> }) {
  const words = texts.setUp.devices.letters
  return (
    <section aria-labelledby="devices-letters">
      <h3 id="devices-letters">{words.title}</h3>
      <p class="set-up-prose">{words.explanation}</p>
      <AnswerView answer={answer}>
        {(letters) => (
          <Listing
            none={words.none}
            caption={words.caption}
            rows={letters}
            rowKey={({ id }) => id}
            columns={columnsOf(answer.retry)}
          />
        )}
      </AnswerView>
    </section>
  )
}

function columnsOf(onDone: () => void): readonly Column<DeadLetter>[] {
  const { columns } = texts.setUp.devices.letters
  return [
    {
      key: 'at',
      title: columns.at,
      cell: ({ at }) => <span class="set-up-nowrap">{formatZonedMoment(at, commonZone.value)}</span>,
    },
    {
      key: 'from',
      isSecondary: true,
      title: columns.from,
      cell: (letter) => <code>{originOf(letter)}</code>,
    },
    { key: 'reason', title: columns.reason, cell: ({ reason }) => reason },
    actionsColumn(({ id }) => <Actions id={id} onDone={onDone} />),
  ]
}

/** Where a message came from, as far as it was said beside it. */
function originOf({ topic, device, mapping }: DeadLetter): string {
  return topic ?? device ?? mapping
}

function Actions({ id, onDone }: { id: string; onDone: () => void }) {
  const words = texts.setUp.devices.letters
  const act = async (action: () => Promise<string>) => {
    try {
      say(await action())
    } catch (error) {
      say(messageOf(error), 'failed')
    }
    onDone()
  }
  const replay = async () => {
    const { accepted, duplicates, dead_letter } = await replayDeadLetter(id)
    return dead_letter === null ? words.taken(accepted + duplicates) : words.stillNot
  }
  const discard = async () => {
    await discardDeadLetter(id)
    return words.discarded
  }
  return (
    <div class="row">
      <Button aria-label={words.replayOf(id)} onClick={() => void act(replay)}>
        {words.replay}
      </Button>
      <Button kind="quiet" aria-label={words.discardOf(id)} onClick={() => void act(discard)}>
        {words.discard}
      </Button>
    </div>
  )
}
