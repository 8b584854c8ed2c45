import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '../../domain/errors.ts'
import { sanitizeSvg } from './sanitize-svg.ts'
import type { SvgReply } from './svg-message.ts'

/*
 * Runs in a thread of its own: cleans the one SVG whose source is its `workerData`, answers, and ends.
 */
const port = parentPort
if (port === null) throw new Error('The SVG worker runs in a worker thread only.')

// On Linux a priority is a thread's own: where processors are few, everything else goes first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

port.postMessage(answer(String(workerData)))

function answer(source: string): SvgReply {
  try {
    return { kind: 'clean', svg: sanitizeSvg(source) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { kind: 'refused', code: error.code, message: error.message }
  }
}
