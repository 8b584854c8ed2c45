import { Argument, Command } from 'commander'
import type { Correction, CorrectionKind, NewCorrection } from '../../client/correction-wire.ts'
import type { Cli } from '../cli.ts'
import { UsageError } from '../failures.ts'
import { wholeNumber } from '../number-option.ts'
import { clientOf, type ServerFlags, serverCommand } from '../server-command.ts'

const kinds = ['reset', 'offset', 'ignore', 'ceiling'] as const satisfies readonly CorrectionKind[]

interface AddFlags extends ServerFlags {
  readonly space?: string
  readonly sensor?: string
  readonly people?: number
  readonly from?: string
  readonly until?: string
  readonly reason?: string
}

const addHelp = `
Kinds:
  reset     a space that doorways count held so many people at an instant: --space, --people
  offset    so many more (or fewer) than the sensors of a space count: --space, --people
  ignore    a sensor is taken for offline: --sensor
  ceiling   the highest count that a sensor can tell: --sensor, --people

Examples:
  $ headcount corrections add reset --space spc_hall --people 12 --reason "Counted by hand"
  $ headcount corrections add offset --space spc_room --people -2 --from 2027-03-01T08:00:00+01:00
  $ headcount corrections add ignore --sensor R60-0042 --from 2027-03-01T09:00:00Z --until 2027-03-01T12:00:00Z`

/** `headcount corrections`: what people say of a count, over a server (native.md §7). */
export function correctionsCommand(cli: Cli): Command {
  return new Command('corrections')
    .summary('list, make and undo corrections of counts')
    .description('Lists, makes and undoes corrections of counts. No reading is changed by one.')
    .addHelpText(
      'after',
      '\nExample:\n  $ headcount corrections list --url http://127.0.0.1:8080 --token tok_…',
    )
    .addCommand(listCommand(cli))
    .addCommand(addCommand(cli))
    .addCommand(removeCommand(cli))
}

function listCommand(cli: Cli): Command {
  return serverCommand('list', 'Lists the corrections, the last one made first.', 'read')
    .option('--space <id>', 'those that change the count of this space, or of one in it')
    .addHelpText('after', '\nExample:\n  $ headcount corrections list --space spc_hall')
    .action(async (flags: ServerFlags & { readonly space?: string }) => {
      const client = await clientOf(cli, flags)
      const corrections = await client.corrections.list(flags.space ?? null)
      if (flags.json === true) cli.printJson(corrections)
      else for (const correction of corrections) cli.print(lineOf(correction))
    })
}

function addCommand(cli: Cli): Command {
  return serverCommand('add', 'Makes a correction: figures since then become others.', 'ingest')
    .addArgument(new Argument('<kind>', 'what is corrected').choices(kinds))
    .option('--space <id>', 'the space of a reset or an offset')
    .option('--sensor <serial>', 'the sensor of an ignore or a ceiling')
    .option('--people <n>', 'how many', wholeNumber(-1_000_000))
    .option('--from <time>', 'since when, or when of a reset; with Z or an offset (default: now)')
    .option('--until <time>', 'until when, exclusive (default: until it is undone)')
    .option('--reason <text>', 'why')
    .addHelpText('after', addHelp)
    .action(async (kind: CorrectionKind, flags: AddFlags) => {
      const wanted = correctionOf(kind, flags)
      const client = await clientOf(cli, flags)
      const made = await client.corrections.create(wanted)
      if (flags.json === true) cli.printJson(made)
      else cli.print(lineOf(made))
    })
}

function removeCommand(cli: Cli): Command {
  return serverCommand('remove', 'Undoes a correction: every figure is what it was before.', 'ingest')
    .argument('<id>', 'cor_…, as list shows it')
    .addHelpText('after', '\nExample:\n  $ headcount corrections remove cor_4fGhT0aQz81LwXyB2c')
    .action(async (id: string, flags: ServerFlags) => {
      const client = await clientOf(cli, flags)
      await client.corrections.undo(id)
      if (flags.json === true) cli.printJson({ id, undone: true })
      else cli.print(`${id} is undone`)
    })
}

/** What the flags say. Throws `UsageError` for what a kind needs and lacks, or has no use for. */
function correctionOf(kind: CorrectionKind, flags: AddFlags): NewCorrection {
  const { space, sensor, people, from, until, reason } = flags
  const isOfSpace = kind === 'reset' || kind === 'offset'
  checkGiven(kind, 'space', space, isOfSpace)
  checkGiven(kind, 'sensor', sensor, !isOfSpace)
  checkGiven(kind, 'people', people, kind !== 'ignore')
  if (kind === 'reset' && until !== undefined) {
    throw new UsageError('A reset is said of an instant: it has no --until.')
  }
  return {
    kind,
    ...(space !== undefined && { space_id: space }),
    ...(sensor !== undefined && { sensor }),
    ...(people !== undefined && { people }),
    ...(from !== undefined && (kind === 'reset' ? { at: from } : { from })),
    ...(until !== undefined && { until }),
    ...(reason !== undefined && { reason }),
  }
}

function checkGiven(kind: CorrectionKind, flag: string, value: unknown, isNeeded: boolean): void {
  if ((value !== undefined) === isNeeded) return
  throw new UsageError(`${kind} ${isNeeded ? 'needs' : 'takes no'} --${flag} (--help tells more)`)
}

function lineOf(correction: Correction): string {
  const { id, kind, space_id: space, sensor, people, from, until, actor, created_at, reason } = correction
  const span = kind === 'reset' ? from : `${from} to ${until ?? '…'}`
  const subject = space ?? sensor ?? '?'
  return [id, kind, subject, people ?? '', span, created_at, actor, reason ?? ''].join('\t')
}
