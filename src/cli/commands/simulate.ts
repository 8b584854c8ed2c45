import { writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { DAY_MS, type EpochMs } from '../../domain/time/interval.ts'
import { parseTimeText } from '../../domain/time/time-text.ts'
import { createLiveSimulation } from '../../simulator/live-simulation.ts'
import type { PortfolioDocument } from '../../simulator/portfolio-document.ts'
import { planPortfolio } from '../../simulator/portfolio-plan.ts'
import { simulateReadings } from '../../simulator/readings.ts'
import { type Cli, readable } from '../cli.ts'
import { UsageError } from '../failures.ts'
import { wholeNumber } from '../number-option.ts'
import { openTextWriter } from '../row-writer.ts'
import { withOpenTarget } from '../target/target-options.ts'

interface Flags {
  readonly spaces: number
  readonly days: number
  readonly seed: number
  readonly until?: EpochMs
  readonly live?: boolean
  readonly output?: string
  readonly portfolio?: string
  readonly url?: string
  readonly token?: string
}

interface Story {
  readonly document: PortfolioDocument
  readonly seed: number
  readonly from: EpochMs
  readonly until: EpochMs
}

/** Where simulated readings go. */
interface Sink {
  send(readings: readonly object[]): Promise<void>
}

const LIVE_EVERY_MS = 2_000

const examples = `
Examples:
  $ headcount simulate --days 30 --until 2024-06-01 -o readings.ndjson --portfolio portfolio.json
  $ headcount apply portfolio.json && headcount import ndjson readings.ndjson
  $ HEADCOUNT_TOKEN=tok_… headcount simulate --spaces 200 --live --url http://127.0.0.1:8080

The same spaces, days, seed and end give the same readings. Sent to a server, its portfolio is set up first.`

/** `headcount simulate`: readings of a made-up portfolio. */
export function simulateCommand(cli: Cli): Command {
  return new Command('simulate')
    .summary('make readings of a made-up portfolio')
    .description('Makes up a portfolio and what its sensors say, for a file or a server.')
    .option('--spaces <n>', 'how many leaf spaces', wholeNumber(1), 60)
    .option('--days <n>', 'how many days of history', wholeNumber(0), 7)
    .option('--seed <n>', 'what makes two simulations the same', wholeNumber(0), 1)
    .option(
      '--until <time>',
      'where history ends (default: the last midnight UTC; now with --live)',
      readInstant,
    )
    .option('--live', 'go on as time passes, until stopped')
    .addOption(new Option('-o, --output <file>', 'write readings here, one as JSON a line').conflicts('url'))
    .option('--portfolio <file>', 'write the portfolio here, as apply takes it')
    .option('--url <url>', 'send to this server (HEADCOUNT_URL)')
    .option('--token <token>', 'token for that server, with the scope admin (HEADCOUNT_TOKEN)')
    .addHelpText('after', examples)
    .action(async (flags: Flags) => {
      const story = storyOf(flags)
      const { output, portfolio } = flags
      if (portfolio !== undefined) await writeFile(portfolio, `${JSON.stringify(story.document, null, 2)}\n`)
      if (output !== undefined) await toFile(cli, story, flags, output)
      else await toServer(cli, story, flags)
    })
}

function storyOf({ spaces, days, seed, until, live }: Flags): Story {
  const now = Date.now()
  const end = until ?? (live === true ? now : now - (now % DAY_MS))
  return { document: planPortfolio({ spaces, seed }), seed, from: end - days * DAY_MS, until: end }
}

async function toFile(cli: Cli, story: Story, flags: Flags, file: string): Promise<void> {
  const writer = openTextWriter('ndjson', [], file, cli.host.stdout)
  await tell(cli, story, flags, {
    send: (readings) => writer.write(readings as Readonly<Record<string, unknown>>[]),
  })
  await writer.end()
}

async function toServer(cli: Cli, story: Story, flags: Flags): Promise<void> {
  const url = flags.url ?? cli.host.environment['HEADCOUNT_URL']
  if (url === undefined || url === '')
    throw new UsageError('Say where the readings go: -o FILE, or --url of a server.')
  const token = flags.token === undefined ? {} : { token: flags.token }
  await withOpenTarget(cli, { url, ...token }, async (target) => {
    const applied = await target.apply(story.document, false)
    cli.note(
      `portfolio: ${applied.filter(({ outcome }) => outcome === 'created').length} of ${applied.length} created`,
    )
    await tell(cli, story, flags, {
      async send(readings) {
        const { rejected } = await target.send(readings)
        const [first] = rejected
        if (first !== undefined) cli.note(`${rejected.length} readings were rejected: ${first.message}`)
      },
    })
  })
}

async function tell(cli: Cli, story: Story, { live }: Flags, sink: Sink): Promise<void> {
  const progress = cli.progress('simulating')
  let told = 0
  const send = async (readings: readonly { readonly at: EpochMs }[]) => {
    if (readings.length === 0) return
    await sink.send(readings)
    told += readings.length
    const at = readings.at(-1)?.at ?? story.from
    progress.update(at - story.from, story.until - story.from, `${readable(told)} readings`)
  }
  for (const readings of simulateReadings(story)) await send(readings)
  progress.end()
  cli.note(`${readable(told)} readings`)
  if (live === true) await goOn(cli, story, send)
}

async function goOn(
  cli: Cli,
  { document, seed, until }: Story,
  send: (readings: readonly { readonly at: EpochMs }[]) => Promise<void>,
): Promise<void> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  cli.host.on('SIGTERM', stop)
  cli.host.on('SIGINT', stop)
  cli.note('live: stop with Ctrl-C')
  const simulation = createLiveSimulation({ document, seed, from: until })
  while (!stopping.signal.aborted) {
    await send(simulation.advance(Date.now()))
    await delay(LIVE_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
  }
  cli.host.off('SIGTERM', stop)
  cli.host.off('SIGINT', stop)
}

function readInstant(text: string): EpochMs {
  const moment = parseTimeText(text, { dayFirst: false })
  if (moment === null)
    throw new InvalidArgumentError('Expected a time such as 2024-06-01 or 2024-06-01T12:00:00Z.')
  return moment.at
}
