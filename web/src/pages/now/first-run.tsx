import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { serverNow } from '../../state/server-clock.ts'
import { may } from '../../state/session.ts'
import { texts } from '../../texts/texts.ts'
import { Command } from './command.tsx'
import { commandTarget, TokenFiller } from './command-token.tsx'
import { applyCommand, exampleSensor, readingCommand } from './first-reading.ts'
import './first-run.css'

/** What an empty store shows: how to set spaces up, and how to send a first reading. */
export function FirstRun() {
  const words = texts.now.firstRun
  return (
    <Page title={words.title} lead={words.lead}>
      {!may('admin') && <Notice kind="forbidden" title={words.noAdmin} />}
      <TokenFiller />
      <Card title={words.setUp} definition={words.setUpLead}>
        <div class="ways">
          <section class="way">
            <h3>{words.form}</h3>
            <p>{words.formText}</p>
            <a class="button button-primary" href="/set-up">
              {words.formLink}
            </a>
          </section>
          <section class="way">
            <h3>{words.document}</h3>
            <p>{words.documentText}</p>
            <Command what={words.document} text={applyCommand(commandTarget())} />
          </section>
          <section class="way">
            <h3>{words.demo}</h3>
            <p>{words.demoText}</p>
            <Command what={words.demo} text="npx headcount serve --demo --data ./demo --port 8081" />
          </section>
        </div>
      </Card>
      <Card title={words.send} definition={words.sendText}>
        <Command
          what={words.send}
          text={readingCommand(commandTarget(), exampleSensor, new Date(serverNow()))}
        />
      </Card>
    </Page>
  )
}
