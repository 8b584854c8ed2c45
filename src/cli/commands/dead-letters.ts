import { Command } from 'commander'
import type { DeadLetter } from '../../client/dead-letter-client.ts'
import type { Cli } from '../cli.ts'
import { clientOf, type ServerFlags, serverCommand } from '../server-command.ts'

const example =
  '\nExample:\n  $ headcount dead-letters replay dlt_42 --url http://127.0.0.1:8080 --token tok_…'

/** `headcount dead-letters`: what devices sent and could not be taken, over a server (native.md §3). */
export function deadLettersCommand(cli: Cli): Command {
  return new Command('dead-letters')
    .summary('list, show, replay and discard what could not be taken')
    .description(
      'What devices sent and could not be taken: kept with its reason, until it is replayed or discarded.',
    )
    .addHelpText('after', example)
    .addCommand(listCommand(cli))
    .addCommand(showCommand(cli))
    .addCommand(replayCommand(cli))
    .addCommand(discardCommand(cli))
}

function listCommand(cli: Cli): Command {
  return serverCommand('list', 'Lists what is kept, newest first.', 'admin').action(
    async (flags: ServerFlags) => {
      const { deadLetters } = await clientOf(cli, flags)
      const found: DeadLetter[] = []
      for await (const letter of deadLetters.list()) {
        if (flags.json === true) found.push(letter)
        else cli.print(lineOf(letter))
      }
      if (flags.json === true) cli.printJson(found)
    },
  )
}

function showCommand(cli: Cli): Command {
  return serverCommand('show', 'Shows one with what arrived, as JSON.', 'admin')
    .argument('<id>', 'dlt_…, as list shows it')
    .action(async (id: string, flags: ServerFlags) => {
      const { deadLetters } = await clientOf(cli, flags)
      cli.printJson(await deadLetters.get(id))
    })
}

function replayCommand(cli: Cli): Command {
  return serverCommand('replay', 'Tries one again, once its sensor or mapping is there.', 'admin')
    .argument('<id>', 'dlt_…, as list shows it')
    .action(async (id: string, flags: ServerFlags) => {
      const { deadLetters } = await clientOf(cli, flags)
      const result = await deadLetters.replay(id)
      if (result.dead_letter !== null) cli.exitCode = 1
      if (flags.json === true) return cli.printJson(result)
      cli.print(
        `${result.accepted} accepted, ${result.duplicates} duplicates, ${result.rejected.length} rejected`,
      )
      const reasons = [result.reason, ...result.rejected.map(({ message }) => message)]
      for (const reason of new Set(reasons)) if (reason !== null) cli.print(reason)
    })
}

function discardCommand(cli: Cli): Command {
  return serverCommand('discard', 'Lets one go for good.', 'admin')
    .argument('<id>', 'dlt_…, as list shows it')
    .action(async (id: string, flags: ServerFlags) => {
      const { deadLetters } = await clientOf(cli, flags)
      await deadLetters.discard(id)
      if (flags.json === true) cli.printJson({ id, discarded: true })
      else cli.print(`${id} is discarded`)
    })
}

function lineOf({ id, at, kind, mapping, topic, device, reason }: DeadLetter): string {
  return [id, at, kind, mapping, topic ?? '', device ?? '', reason.replaceAll('\n', '; ')].join('\t')
}
