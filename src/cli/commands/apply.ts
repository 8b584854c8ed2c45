import { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { readStructuredFile } from '../structured-file.ts'
import type { AppliedItem, Target } from '../target/target.ts'
import { serverOf, type TargetFlags, withOpenTarget, withTarget } from '../target/target-options.ts'

interface Flags extends TargetFlags {
  readonly dryRun?: boolean
  readonly json?: boolean
}

const examples = `
Example of a document (JSON or YAML):
  spaces:
    - name: HQ
      space_type: building
      time_zone: Europe/Paris
      children:
        - { name: Lobby, space_type: space, capacity: 40 }
  sensors:
    - { serial_number: S5-1, sensor_type: entry, heartbeat_seconds: 300 }
  doorways:
    - { name: Main door, sensor_serial_number: S5-1, spaces: [{ id: HQ/Lobby, sensor_placement: 1 }] }

  $ headcount apply portfolio.yaml --dry-run
  $ headcount apply portfolio.yaml
  $ HEADCOUNT_TOKEN=tok_… headcount apply portfolio.yaml --url https://headcount.example.org

A space is referred to by its id or by its path of names. What the document does not mention is left as it is.`

/** `headcount apply`: makes the portfolio look like a document. */
export function applyCommand(cli: Cli): Command {
  const command = new Command('apply')
    .summary('make the portfolio look like a document')
    .description(
      'Creates and changes spaces, doorways, sensors, labels and displays so that they are as a JSON or YAML ' +
        'document says, all or nothing. Applying it again changes nothing.',
    )
    .argument('<file>', 'the document')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'print the outcome as JSON')
  return withTarget(command)
    .addHelpText('after', examples)
    .action(async (file: string, flags: Flags) => {
      serverOf(cli, flags)
      const document = await readStructuredFile(file)
      await withOpenTarget(cli, flags, (target) => apply(cli, target, document, flags))
    })
}

async function apply(
  cli: Cli,
  target: Target,
  document: unknown,
  { dryRun = false, json = false }: Flags,
): Promise<void> {
  const applied = await target.apply(document ?? {}, dryRun)
  const counts = { created: 0, changed: 0, unchanged: 0 }
  for (const { outcome } of applied) counts[outcome]++
  if (json) {
    cli.printJson({ ...counts, dry_run: dryRun, applied, owner_token: target.ownerToken })
    return
  }
  for (const item of applied) if (item.outcome !== 'unchanged') cli.print(describe(item, dryRun))
  const suffix = dryRun ? ' (nothing was done: dry run)' : ''
  cli.print(`${counts.created} created, ${counts.changed} changed, ${counts.unchanged} unchanged${suffix}`)
}

function describe({ kind, id, name, outcome }: AppliedItem, dryRun: boolean): string {
  // The id of something new is made up when it is really created.
  const isPassing = dryRun && outcome === 'created'
  return `${outcome} ${kind} ${name}${name === id || isPassing ? '' : ` (${id})`}`
}
