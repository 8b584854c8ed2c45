import { deadLetters } from '../../../api/devices.ts'
import { useAnswer } from '../../../state/answer.ts'
import { may } from '../../../state/session.ts'
import { Section } from '../parts/section.tsx'
import { DeadLetters } from './dead-letters.tsx'
import { MessageTrial } from './message-trial.tsx'
import './devices.css'

/** What devices say in their own words: trying a message, and those that could not be taken. */
export function DevicesSection() {
  return (
    <Section name="devices" needs="ingest">
      <MessageTrial />
      {may('admin') && <Letters />}
    </Section>
  )
}

function Letters() {
  return <DeadLetters answer={useAnswer('dead-letters', deadLetters)} />
}
