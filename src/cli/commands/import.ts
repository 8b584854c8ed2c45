import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Argument, Command, Option } from 'commander'
import { formatUtc } from '../../domain/time/iso-format.ts'
import { type Cli, readable } from '../cli.ts'
import { CommandFailed, UsageError } from '../failures.ts'
import { type DryRun, dryRun } from '../import/dry-run.ts'
import { importCsv, importNdjson } from '../import/import-file.ts'
import { type ImportFlags, readImportPlan } from '../import/import-plan.ts'
import type { ImportTally } from '../import/import-run.ts'
import { type SetUp, type SetUpFlags, setUpImport } from '../import/import-set-up.ts'
import { type CsvFindings, inspectCsv } from '../import/inspect-csv.ts'
import { type ReadingStyle, settleReading } from '../import/settle-reading.ts'
import type { TableFormat } from '../import/table-text.ts'
import { positiveNumber, wholeNumber } from '../number-option.ts'
import type { Target, TargetSpace } from '../target/target.ts'
import { serverOf, type TargetFlags, withOpenTarget, withTarget } from '../target/target-options.ts'

interface Flags extends TargetFlags, ImportFlags, SetUpFlags {
  readonly timeZone?: string
  readonly replace?: boolean
  readonly rejected?: string
  readonly json?: boolean
  readonly dryRun?: boolean
}

type Format = TableFormat | 'ndjson'

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

  A table with a column for each room, or with a column that names the room:
  $ headcount import csv rooms.csv --space-columns --create-spaces --time-zone Europe/Berlin
  $ headcount import csv gyms.csv --space-column gym --create-spaces --time-zone America/Toronto --dry-run

How times and numbers are written is found from the whole file before anything is kept; where two readings are possible,
the command asks for the flag that settles it. Times may be ISO 8601 with or without an offset, M/D/YYYY h:mm AM,
D.M.YYYY, dates with the name of the month, YYYYMMDD, serial dates of a spreadsheet, or seconds or milliseconds since the
epoch. Without an offset they are read in --time-zone, else in the zone of the space. An hour that clocks repeat is
told apart by the order of the rows. Numbers may have thousands separators, be percent of the capacity (45%), or have
fractions, which are rounded and counted. Files may be gzip. The exit code is 1 when most rows are rejected.`

/** `headcount import`: loads recordings. */
export function importCommand(cli: Cli): Command {
  const command = new Command('import')
    .summary('load recordings from files')
    .description(
      'Loads recordings. Rows that are not right are told of and written to FILE.rejected; the others go in. ' +
        'Importing a file again changes nothing.',
    )
    .addArgument(
      new Argument(
        '<format>',
        'what the files are: tables as csv, xlsx or json rows; readings as ndjson',
      ).choices(['csv', 'xlsx', 'json', 'ndjson']),
    )
    .argument('<files...>', 'files to load')
  for (const addOptions of [placeOptions, columnOptions, formOptions, outcomeOptions]) addOptions(command)
  return withTarget(command)
    .addHelpText('after', examples)
    .action(async (format: Format, files: readonly string[], flags: Flags) => {
      serverOf(cli, flags)
      const jobs = await planJobs(format, files, flags)
      if (flags.dryRun === true) await showDryRun(cli, jobs, flags)
      else await withOpenTarget(cli, flags, (target) => importFiles(cli, target, jobs, flags))
    })
}

/** What the rows are about. */
function placeOptions(command: Command): void {
  command
    .option(
      '--space <id>',
      'space that the rows are about (id, location id or name); gets a virtual sensor if it has none',
    )
    .option('--create-space <name>', 'the same for a space that is created if it is not there')
    .option('--sensor <serial>', 'sensor that the rows are from')
    .option('--sensor-column <name>', 'column with the serial number of the sensor')
    .option('--doorway <id>', 'doorway that was crossed')
    .option('--map <file>', 'JSON or YAML file that says what the columns are')
}

/** What the columns are. */
function columnOptions(command: Command): void {
  command
    .option('--time-zone <zone>', 'zone of times without an offset, and of spaces to create (IANA name)')
    .option('--space-time-zone <zone>', 'zone of spaces to create, where it is another')
    .option(
      '--time-column <name>',
      'column with the time; give it twice for a date and a time of day',
      collect,
    )
    .option('--count-column <name>', 'column with the number of people there')
    .option('--entrances-column <name>', 'column with how many went in')
    .option('--exits-column <name>', 'column with how many went out')
    .option('--space-column <name>', 'column with the name or id of the space')
    .option('--space-columns', 'each column besides the time is a space of that name (a wide table)')
}

/** How a table is laid out, and what is written in it. */
function formOptions(command: Command): void {
  command
    .option('--create-spaces', 'create spaces that the file names, should they not be there')
    .option('--one-place', 'the rows are of one space although a column tells several apart')
    .option('--day-first', 'read 1/2/2024 as February 1')
    .option('--month-first', 'read 1/2/2024 as January 2 (default: what the rows show)')
    .addOption(
      new Option('--decimal <mark>', 'what separates fractions (default: what the rows show)').choices([
        '.',
        ',',
      ]),
    )
    .option('--percent', 'numbers are percent of the capacity, also without a %')
    .option('--totals', 'entrances and exits are running totals: people are the differences')
    .addOption(
      new Option(
        '--counter-width <bits>',
        'bits of the counter that totals are of, so that a wrap is told',
      ).choices(['16', '32']),
    )
    .option('--increments', 'entrances and exits that only rise are no running totals')
    .option('--delimiter <character>', 'what separates columns (default: whichever the header has)')
}

/** What is made of the rows. */
function outcomeOptions(command: Command): void {
  command
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
    .option('--dry-run', 'show the first readings, the range and the days, and keep nothing')
    .option('--json', 'print the outcome as JSON')
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value]
}

/** A file, and how it is to be read; `null` for readings, which need nothing told. */
interface Job {
  readonly file: string
  readonly csv: { readonly findings: CsvFindings; readonly style: ReadingStyle } | null
}

/** Looks through all files before a store is opened, so that nothing is made for files that cannot be read. */
async function planJobs(format: Format, files: readonly string[], flags: Flags): Promise<readonly Job[]> {
  for (const file of files) await access(file)
  if (format === 'ndjson') return files.map((file) => ({ file, csv: null }))
  const plan = await readImportPlan(format, flags)
  const jobs: Job[] = []
  for (const file of files) {
    const findings = await inspectCsv(file, plan)
    jobs.push({ file, csv: { findings, style: settleReading(findings, plan) } })
  }
  return jobs
}

/** Says what an import would keep, and keeps nothing. */
async function showDryRun(cli: Cli, jobs: readonly Job[], flags: Flags): Promise<void> {
  const runs: DryRun[] = []
  for (const { csv } of jobs) {
    if (csv === null) throw new UsageError('--dry-run is for tables: readings say themselves what they are.')
    const zone = flags.spaceTimeZone ?? csv.findings.plan.timeZone ?? 'UTC'
    runs.push(await dryRun(csv.findings, csv.style, zone))
  }
  if (flags.json === true) cli.printJson({ files: runs })
  else for (const run of runs) printDryRun(cli, run)
}

function printDryRun(cli: Cli, run: DryRun): void {
  const { file, rows, rejectedRows, rounded, from, to } = run
  cli.print(
    `${file}: ${readable(rows)} rows, ${readable(rejectedRows)} would be rejected, ${readable(rounded)} fractions rounded${from === null ? '' : `, ${from} to ${to}`}`,
  )
  for (const { line, message } of run.rejected) cli.print(`  line ${line}: ${message}`)
  cli.print('first readings:')
  for (const reading of run.first) cli.print(`  ${JSON.stringify(reading)}`)
  cli.print('days:')
  for (const { date, peak, entrances, exits } of run.days)
    cli.print(
      `  ${date}  ${peak === null ? `${readable(entrances)} in, ${readable(exits)} out` : `peak ${readable(peak)}`}`,
    )
  cli.print('Nothing was kept.')
}

async function importFiles(cli: Cli, target: Target, jobs: readonly Job[], flags: Flags): Promise<void> {
  const note = flags.json === true ? () => undefined : cli.note
  const outcomes: Outcome[] = []
  let space: TargetSpace | null = null
  for (const job of jobs) {
    const setUp = job.csv === null ? null : await setUpImport(target, job.csv.findings, flags, note)
    space = setUp?.space ?? space
    const outcome = await importFile(cli, target, job, { flags, setUp })
    if (flags.json !== true) printOutcome(cli, outcome)
    outcomes.push(outcome)
  }
  await settle(cli, target)
  if (flags.json === true) cli.printJson(jsonOf(outcomes, space, target))
  else if (space !== null) cli.print(`space ${space.id}, location ${space.locationId}`)
  refuseMostlyRejected(outcomes)
}

/** A script must not take an import for done that left most rows out. */
function refuseMostlyRejected(outcomes: readonly Outcome[]): void {
  const rows = outcomes.reduce((sum, { tally }) => sum + tally.rows, 0)
  const rejected = outcomes.reduce((sum, { tally }) => sum + tally.rejectedRows, 0)
  if (rejected * 2 <= rows) return
  throw new CommandFailed(
    rejected === rows
      ? 'Not one row was taken.'
      : `Most rows were rejected: ${readable(rejected)} of ${readable(rows)}.`,
  )
}

interface Outcome {
  readonly file: string
  readonly rejectedFile: string
  readonly tally: ImportTally
}

async function importFile(
  cli: Cli,
  target: Target,
  { file, csv }: Job,
  { flags, setUp }: { readonly flags: Flags; readonly setUp: SetUp | null },
): Promise<Outcome> {
  const rejectedName = `${file}.rejected`
  const rejectedFile =
    flags.rejected === undefined ? rejectedName : join(flags.rejected, basename(rejectedName))
  const progress = cli.progress(basename(file))
  const options = { target, rejectedFile, replace: flags.replace === true, progress }
  const tally =
    setUp === null || csv === null
      ? await importNdjson(file, options)
      : await importCsv(file, { ...options, ...csv, ...setUp })
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
    ...(tally.rounded > 0 ? [`${readable(tally.rounded)} fractions rounded`] : []),
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
      rounded: tally.rounded,
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
