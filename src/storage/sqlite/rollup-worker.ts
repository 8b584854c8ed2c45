import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { foldBlocks } from './block-fold.ts'
import { BlockReader } from './block-reader.ts'
import { openDatabase } from './database.ts'
import { type FoldReply, type FoldRequest, fromRequest } from './rollup-message.ts'

/*
 * Runs in a thread of its own: folds the queries it is sent over a connection that only reads.
 * Its `workerData` is the file of the store.
 */
const port = parentPort
if (port === null) throw new Error('The rollup worker runs in a worker thread only.')

// On Linux a priority is a thread's own: where processors are few, acknowledgements go before long queries.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const db = openDatabase(String(workerData), { readonly: true })
const reader = new BlockReader(db)

port.on('message', (request: FoldRequest) => {
  const reply = answer(request)
  port.postMessage(reply, reply.cells === null ? [] : [reply.cells.buffer])
})

function answer(request: FoldRequest): FoldReply {
  try {
    return { cells: foldBlocks(reader, fromRequest(request)), error: null }
  } catch (error) {
    return { cells: null, error }
  }
}
