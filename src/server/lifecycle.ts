import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { openServer, type Server } from './compose.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config-error.ts'
import { Demo } from './demo.ts'
import { describeConfig, type Environment, type Flags, readConfig, unknownVariables } from './read-config.ts'
import { everydaySentence, explainListening, refuseTakenAddress } from './start-refused.ts'

/** The process a server runs in, as far as the server touches it. */
export interface Host {
  readonly environment: Environment
  /** What scripts read: the owner token of a new store, and where the server listens. */
  readonly stdout: { write(text: string): unknown }
  /** What operators read: the log. */
  readonly stderr: { write(text: string): unknown }
  /** Calls `listener` for every signal, rejection or error of the process. */
  on(event: HostEvent, listener: (cause: unknown) => void): unknown
  off(event: HostEvent, listener: (cause: unknown) => void): unknown
  /** Ends the process at once. */
  exit(code: number): void
}

type HostEvent = 'SIGTERM' | 'SIGINT' | 'unhandledRejection' | 'uncaughtException'
type Logger = ReturnType<typeof createLogger>

/** What a start may be asked for besides its configuration. */
export interface ServeOptions {
  /** Fills an empty store with a made-up portfolio, and keeps one that was filled so alive. */
  readonly demo?: boolean
  /** Acknowledged log rows that are missing and given up, as the refusal to start without them names them. */
  readonly acceptLoss?: string
}

/** How long requests that are being answered may take to finish after a stop. */
const DRAIN_MS = 5_000
/** How often connections that have become idle are closed during a stop. */
const TIDY_EVERY_MS = 50
/** How long a stop may take in all; the contract gives it ten seconds (native.md §5). */
const STOP_MS = 9_000

/**
 * Runs a server until it is told to stop, and resolves to the exit code: 0 after SIGTERM or SIGINT, 1 when it could
 * not start, 2 for a wrong configuration.
 */
export async function serve(flags: Flags, host: Host, options: ServeOptions = {}): Promise<number> {
  const config = configOrExplanation(flags, host)
  if (config === null) return 2
  const logger = createLogger(config, host)
  const unknown = unknownVariables(host.environment)
  if (unknown.length > 0) logger.warn({ variables: unknown }, 'unknown settings are ignored')
  logger.info({ config: describeConfig(config) }, 'starting')
  const stop = stopRequest(host)
  const release = endOnCrash(host, logger)
  try {
    const server = await start(config, host, logger, options, stop.requested)
    logger.info({ signal: await stop.requested }, 'stopping')
    await stopInTime(server, host, logger)
    logger.info('stopped')
    return 0
  } catch (error) {
    const sentence = everydaySentence(error, config.data)
    if (sentence === null) logger.fatal({ err: error }, 'failed')
    host.stderr.write(`${sentence ?? (error instanceof Error ? error.message : String(error))}\n`)
    return 1
  } finally {
    stop.release()
    release()
  }
}

function configOrExplanation(flags: Flags, host: Host): Config | null {
  try {
    return readConfig(flags, host.environment)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    host.stderr.write(`${error.message}\n`)
    return null
  }
}

function createLogger(config: Config, host: Host) {
  return pino(
    { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    { write: (line) => void host.stderr.write(line) },
  )
}

/** Starts a server; where it is to have a demo, that ends when `stopped` resolves. */
async function start(
  config: Config,
  host: Host,
  logger: Logger,
  { demo: withDemo = false, acceptLoss }: ServeOptions,
  stopped: Promise<unknown>,
): Promise<Server> {
  await refuseTakenAddress(config.host, config.port)
  const server = await openServer(config, logger, acceptLoss ?? null)
  try {
    const demo = withDemo ? await openDemo(server, config, logger, stopped) : null
    const address = await server.app.listen({ host: config.host, port: config.port })
    showOwnerToken(server, config, host)
    host.stdout.write(`listening on ${address}\n`)
    if (demo === null) return server
    demo.start()
    return { ...server, close: () => demo.stop().then(() => server.close()) }
  } catch (error) {
    // It cannot be shown again: whoever starts the server next needs it.
    showOwnerToken(server, config, host)
    await server.close()
    throw explainListening(error, config.host, config.port)
  }
}

/** Prints the secret of a new store's owner, on a line that stands out. */
function showOwnerToken({ owner }: Server, config: Config, host: Host): void {
  if (owner === null || config.ownerToken !== null) return
  host.stdout.write(`\nowner token (shown only now): ${owner.secret}\n\n`)
}

async function openDemo(
  { services }: Server,
  config: Config,
  logger: Logger,
  until: Promise<unknown>,
): Promise<Demo | null> {
  const demo = await Demo.open({ services, directory: config.data, logger })
  if (demo === null) {
    logger.warn(`--demo does nothing: the store in ${config.data} holds something else already`)
    return null
  }
  until.then(
    () => demo.stop(),
    () => undefined,
  )
  await demo.catchUp()
  return demo
}

/** Closes a server: gently first, then its connections by force, then, out of time, by ending the process. */
async function stopInTime(server: Server, host: Host, logger: Logger): Promise<void> {
  const done = new AbortController()
  const after = (ms: number) => delay(ms, undefined, { signal: done.signal, ref: false })
  const cutOff = after(DRAIN_MS).then(() => {
    logger.warn('requests did not finish in time: closing their connections')
    server.app.server.closeAllConnections()
  })
  const giveUp = after(STOP_MS).then(() => {
    // What was acknowledged is durable already: all that is lost is a head start for the next process.
    logger.warn('stopping took too long: leaving the rest to the next start')
    host.exit(0)
  })
  const timers = Promise.allSettled([cutOff, giveUp])
  // A connection that was busy when the server closed stays open after its answer, for another request.
  const tidying = setInterval(() => server.app.server.closeIdleConnections(), TIDY_EVERY_MS)
  try {
    await server.close()
  } finally {
    clearInterval(tidying)
    done.abort()
    await timers
  }
}

/** A promise for the first signal to stop. A second one ends the process at once. */
function stopRequest(host: Host): { readonly requested: Promise<string>; release(): void } {
  let signals = 0
  let resolveRequested: (signal: string) => void = () => undefined
  const requested = new Promise<string>((resolve) => {
    resolveRequested = resolve
  })
  const listener = (signal: unknown) => {
    signals += 1
    if (signals > 1) host.exit(1)
    resolveRequested(String(signal))
  }
  host.on('SIGTERM', listener)
  host.on('SIGINT', listener)
  return {
    requested,
    release() {
      host.off('SIGTERM', listener)
      host.off('SIGINT', listener)
    },
  }
}

/** Ends the process, with a logged error, on what nobody handled: its state can no longer be trusted. */
function endOnCrash(host: Host, logger: Logger): () => void {
  const listener = (error: unknown) => {
    logger.fatal({ err: error }, 'unhandled error')
    host.exit(1)
  }
  host.on('unhandledRejection', listener)
  host.on('uncaughtException', listener)
  return () => {
    host.off('unhandledRejection', listener)
    host.off('uncaughtException', listener)
  }
}
