import { Worker } from 'node:worker_threads'
import { invalid, overloaded } from '../../domain/errors.ts'
import type { CleanSvg } from './sanitize-svg.ts'
import type { SvgReply } from './svg-message.ts'

/** A plan of 5 MiB that draws takes about two seconds; one that takes longer than this is made to take long. */
const MAX_DURATION_MS = 20_000
const MAX_HEAP_MB = 512
/** Uploads that wait for the one that is being cleaned. */
const MAX_WAITING = 8

/**
 * Cleans SVGs as {@link sanitizeSvg} does, one after the other and each in a thread of its own, so that no file holds up
 * another request. Rejects as `invalid` for one that is refused or takes too long, as `overloaded` when too many wait.
 */
export class SvgCleaner {
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  clean(source: string): Promise<CleanSvg> {
    if (this.#waiting >= MAX_WAITING)
      return Promise.reject(overloaded('Too many images are being read. Try again.'))
    this.#waiting++
    const cleaned = this.#last.then(() => cleanInThread(source)).finally(() => this.#waiting--)
    this.#last = cleaned.catch(() => undefined)
    return cleaned
  }
}

function cleanInThread(source: string): Promise<CleanSvg> {
  const thread = new Worker(workerScript(), {
    workerData: source,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  return new Promise<CleanSvg>((resolve, reject) => {
    const timer = setTimeout(() => reject(tooLarge()), MAX_DURATION_MS)
    thread.on('message', (reply: SvgReply) => {
      if (reply.kind === 'clean') resolve(reply.svg)
      else reject(invalid(reply.code, reply.message))
    })
    thread.on('error', (error) => reject(isOutOfMemory(error) ? tooLarge() : error))
    thread.on('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The thread that cleans an SVG ended with code ${code}.`))
    })
  }).finally(() => thread.terminate())
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tooLarge(): Error {
  return invalid('invalid_image', 'The SVG takes too long to read: simplify it, or send it as PNG.')
}

/** The compiled worker beside this module, or its build when run from sources. */
function workerScript(): URL {
  const module = import.meta.url
  if (!module.endsWith('.ts')) return new URL('./svg-worker.js', module)
  return new URL('../../../dist/api/svg/svg-worker.js', module)
}
