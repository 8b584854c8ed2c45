import { type Command, InvalidArgumentError } from 'commander'
import type { RestatedFigures } from '../../client/native-wire.ts'
import type { Cli } from '../cli.ts'
import { clientOf, type ServerFlags, serverCommand } from '../server-command.ts'

interface Flags extends ServerFlags {
  readonly since: number
}

const examples = `
Examples:
  $ HEADCOUNT_TOKEN=tok_… headcount changes --url http://127.0.0.1:8080
  $ headcount changes --since 1204 --json

Lists the days that were over and whose figures became others, for 90 days: by late readings, corrections, or another
set-up. The first column is the position; pass the last one on as --since to go on from there.`

/** `headcount changes`: which closed figures a server restated, and why. */
export function changesCommand(cli: Cli): Command {
  return serverCommand(
    'changes',
    'Lists which days of which spaces got other figures after they were over, why, and by whom.',
    'read',
  )
    .summary('list closed figures that were restated')
    .option('--since <position>', 'list what came after this position', readPosition, 0)
    .addHelpText('after', examples)
    .action(async (flags: Flags) => {
      const client = await clientOf(cli, flags)
      const found: RestatedFigures[] = []
      for await (const change of client.changes(flags.since)) {
        if (flags.json === true) found.push(change)
        else cli.print(lineOf(change))
      }
      if (flags.json === true) cli.printJson(found)
    })
}

function lineOf({ seq, at, cause, actor, space_id, from, to }: RestatedFigures): string {
  const days = from === to ? from : `${from} to ${to}`
  return [seq, at, space_id, days, cause, actor?.name ?? '?'].join('\t')
}

function readPosition(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A position is a whole number.')
}
