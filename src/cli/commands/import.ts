import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Argument, Command, Option } from 'commander'
import { formatUtc } from '../../domain/time/iso-format.ts'
import { type Cli, readable } from '../cli.ts'
import { CommandFailed } from '../failures.ts'
import { importCsv, importNdjson } from '../import/import-file.ts'
import { type ImportFlags, type ImportPlan, readImportPlan } from '../import/import-plan.ts'
import type { ImportTally } from '../import/import-run.ts'
import { type SetUp, type SetUpFlags, setUpImport } from '../import/import-set-up.ts'
import { positiveNumber, wholeNumber } from '../number-option.ts'
import type { Target, TargetSpace } from '../target/target.ts'
import { serverOf, type TargetFlags, withOpenTarget, withTarget } from '../target/target-options.ts'

interface Flags extends TargetFlags, ImportFlags, SetUpFlags {
  readonly timeZone?: string
  readonly replace?: boolean
  readonly rejected?: string
  readonly json?: boolean
}

/** Rejected rows that people are told of one by one. */
const SHOWN = 10

const examples = `
Examples:
  One command from a recording to its metrics, in an empty directory too:
  $ headcount import csv crowd.csv --create-space "Weight room" --time-zone America/Los_Angeles \\
      --capacity 150 --time-column Timestamp --count-column current_count --heartbeat 300

  A doorway counted by the hour:
  $ headcount import csv bridge.csv.gz --create-space Bridge --time-zone America/Los_Angeles \\
      --time-column Date --entrances-column East --exits-column West

  Readings as POST /api/readings takes them, one a line, sent to a server:
  $ HEADCOUNT_TOKEN=tok_… headcount import ndjson readings.ndjson --url https://headcount.example.org

A map (JSON or YAML) says the same as the column flags, and may read several things from each row:
  time: [Date, Time]
  time_zone: Europe/Paris
  readings:
    - { count: "Room A", space: spc_a }
    - { entrances: In, exits: Out, doorway: drw_main }

Times may be ISO 8601 with or without an offset, M/D/YYYY h:mm AM, D.M.YYYY, or seconds or milliseconds since the
epoch. Without an offset they are read in --time-zone, else in the zone of the space. An hour that clocks repeat is
told apart by the order of the rows. Files may be gzip.`

/** `headcount import`: loads recordings. */
export function importCommand(cli: Cli): Command {
  const command = new Command('import')
    .summary('load recordings from files')
    .description(
      'Loads recordings. Rows that are not right are told of and written to FILE.rejected; the others go in. ' +
        'Importing a file again changes nothing.',
    )
    .addArgument(new Argument('<format>', 'what the files are').choices(['csv', 'ndjson']))
    .argument('<files...>', 'files to load')
    .option(
      '--space <id>',
      'space that the rows are about (id, location id or name); gets a virtual sensor if it has none',
    )
    .option('--create-space <name>', 'the same for a space that is created if it is not there')
    .option('--sensor <serial>', 'sensor that the rows are from')
    .option('--sensor-column <name>', 'column with the serial number of the sensor')
    .option('--doorway <id>', 'doorway that was crossed')
    .option('--map <file>', 'JSON or YAML file that says what the columns are')
    .option('--time-zone <zone>', 'zone of times without an offset, and of the space to create (IANA name)')
    .option(
      '--time-column <name>',
      'column with the time; give it twice for a date and a time of day',
      collect,
    )
    .option('--count-column <name>', 'column with the number of people there')
    .option('--entrances-column <name>', 'column with how many went in')
    .option('--exits-column <name>', 'column with how many went out')
    .option('--day-first', 'read 1/2/2024 as the first of February')
    .option('--delimiter <character>', 'what separates columns (default: whichever the header has)')
    .option('--capacity <people>', 'capacity of the space to create', wholeNumber(0))
    .addOption(
      new Option('--mode <mode>', 'what the virtual sensor is (default: oa, or entry for crossings)').choices(
        ['oa', 'waffle', 'entry'],
      ),
    )
    .option(
      '--heartbeat <seconds>',
      'the virtual sensor is offline after three times this without a row',
      positiveNumber,
    )
    .option('--replace', 'take the place of readings that say something else about the same moment')
    .option('--rejected <dir>', 'where to write FILE.rejected (default: beside each file)')
    .option('--json', 'print the outcome as JSON')
  return withTarget(command)
    .addHelpText('after', examples)
    .action(async (format: 'csv' | 'ndjson', files: readonly string[], flags: Flags) => {
      serverOf(cli, flags)
      // Before a store is made for files that are not there.
      for (const file of files) await access(file)
      await withOpenTarget(cli, flags, (target) => importFiles(cli, target, format, files, flags))
    })
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value]
}

async function importFiles(
  cli: Cli,
  target: Target,
  format: 'csv' | 'ndjson',
  files: readonly string[],
  flags: Flags,
): Promise<void> {
  const plan = await readImportPlan(flags)
  const note = flags.json === true ? () => undefined : cli.note
  const setUp = format === 'csv' ? await setUpImport(target, plan, flags, note) : null
  const outcomes: Outcome[] = []
  for (const file of files) {
    const outcome = await importFile(cli, target, file, { flags, plan, setUp })
    if (flags.json !== true) printOutcome(cli, outcome)
    outcomes.push(outcome)
  }
  await settle(cli, target)
  const space = setUp?.space ?? null
  if (flags.json === true) cli.printJson(jsonOf(outcomes, space, target))
  else if (space !== null) cli.print(`space ${space.id}, location ${space.locationId}`)
  if (outcomes.every(({ tally }) => tally.accepted + tally.duplicates === 0 && tally.rejectedRows > 0)) {
    throw new CommandFailed('Not one row was taken.')
  }
}

interface Outcome {
  readonly file: string
  readonly rejectedFile: string
  readonly tally: ImportTally
}

interface Job {
  readonly flags: Flags
  readonly plan: ImportPlan
  /** `null` for readings, which say themselves whose they are. */
  readonly setUp: SetUp | null
}

async function importFile(
  cli: Cli,
  target: Target,
  file: string,
  { flags, plan, setUp }: Job,
): Promise<Outcome> {
  const rejectedName = `${file}.rejected`
  const rejectedFile =
    flags.rejected === undefined ? rejectedName : join(flags.rejected, basename(rejectedName))
  const progress = cli.progress(basename(file))
  const options = { target, rejectedFile, replace: flags.replace === true, progress }
  const tally =
    setUp === null
      ? await importNdjson(file, options)
      : await importCsv(file, { ...options, plan, speakers: setUp.speakers, timeZone: setUp.timeZone })
  return { file, rejectedFile, tally }
}

async function settle(cli: Cli, target: Target): Promise<void> {
  const progress = cli.progress('deriving metrics')
  await target.settle((done, total) => progress.update(done, total))
  progress.end()
}

function printOutcome(cli: Cli, { file, rejectedFile, tally }: Outcome): void {
  for (const { line, message } of tally.rejected.slice(0, SHOWN)) cli.note(`${file}:${line}: ${message}`)
  if (tally.rejectedRows > SHOWN) cli.note(`…and ${readable(tally.rejectedRows - SHOWN)} more rows`)
  const figures = [
    `${readable(tally.rows)} rows`,
    ...(tally.blank > 0 ? [`${readable(tally.blank)} without a value`] : []),
    `${readable(tally.accepted)} readings accepted`,
    `${readable(tally.duplicates)} duplicates`,
    `${readable(tally.rejectedRows)} rows rejected`,
  ]
  const { first, last } = tally
  const span = first === null || last === null ? '' : `, ${formatUtc(first)} to ${formatUtc(last)}`
  cli.print(`${file}: ${figures.join(', ')}${span}`)
  if (tally.rejectedRows > 0) cli.print(`rejected rows are in ${rejectedFile}`)
}

function jsonOf(outcomes: readonly Outcome[], space: TargetSpace | null, target: Target): object {
  return {
    files: outcomes.map(({ file, rejectedFile, tally }) => ({
      file,
      rows: tally.rows,
      blank: tally.blank,
      accepted: tally.accepted,
      duplicates: tally.duplicates,
      rejected_rows: tally.rejectedRows,
      rejected: tally.rejected,
      rejected_file: tally.rejectedRows > 0 ? rejectedFile : null,
      first: tally.first === null ? null : formatUtc(tally.first),
      last: tally.last === null ? null : formatUtc(tally.last),
    })),
    space: space === null ? null : { id: space.id, location_id: space.locationId, name: space.name },
    owner_token: target.ownerToken,
  }
}
