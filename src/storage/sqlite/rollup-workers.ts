import { Worker } from 'node:worker_threads'
import type { FoldReply, FoldRequest } from './rollup-message.ts'

/** How to run the threads that fold long queries. */
export interface RollupWorkersOptions {
  /** File of the store. */
  readonly file: string
  readonly threads: number
  /** The compiled worker script; `null` for the one beside this module, or its build when run from sources. */
  readonly script: URL | null
}

/**
 * A few threads that each read the store over a connection of their own. Threads start when first needed; one
 * that dies fails what it was working on and is replaced.
 */
export class RollupWorkers {
  readonly #options: RollupWorkersOptions
  readonly #threads = new Map<Worker, Task | null>()
  #waiting: Task[] = []
  #closed = false

  constructor(options: RollupWorkersOptions) {
    this.#options = options
  }

  /** How many parts a long query is best cut into. */
  get parts(): number {
    return this.#options.threads * 2
  }

  /** Folds in a thread. Rejects with `DamagedBlock`'s message, when the thread dies, or when closed meanwhile. */
  fold(request: FoldRequest): Promise<Float64Array> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error('The store is closed.'))
      this.#waiting.push({ request, resolve, reject })
      this.#assign()
    })
  }

  /** Ends the threads; what they were working on fails. */
  async close(): Promise<void> {
    this.#closed = true
    for (const task of this.#waiting) task.reject(new Error('The store was closed.'))
    this.#waiting = []
    await Promise.all([...this.#threads.keys()].map((thread) => thread.terminate()))
  }

  #assign(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      const thread = this.#idleThread()
      const task = this.#waiting[0]
      if (thread === null || task === undefined) return
      this.#waiting.shift()
      this.#threads.set(thread, task)
      thread.postMessage(task.request)
    }
  }

  #idleThread(): Worker | null {
    for (const [thread, task] of this.#threads) if (task === null) return thread
    return this.#threads.size < this.#options.threads ? this.#start() : null
  }

  #start(): Worker {
    const thread = new Worker(this.#options.script ?? defaultScript(), {
      workerData: this.#options.file,
      execArgv: [],
    })
    this.#threads.set(thread, null)
    let cause: unknown = null
    thread.on('message', (reply: FoldReply) => this.#finish(thread, reply))
    thread.on('error', (error) => {
      cause = error
    })
    thread.on('exit', (code) => this.#bury(thread, code, cause))
    return thread
  }

  #finish(thread: Worker, reply: FoldReply): void {
    const task = this.#threads.get(thread)
    this.#threads.set(thread, null)
    this.#assign()
    if (reply.cells === null) task?.reject(reply.error)
    else task?.resolve(reply.cells)
  }

  #bury(thread: Worker, code: number, cause: unknown): void {
    const task = this.#threads.get(thread)
    this.#threads.delete(thread)
    task?.reject(new Error(`A thread that reads rollups ended with code ${code}.`, { cause }))
    this.#assign()
  }
}

interface Task {
  readonly request: FoldRequest
  resolve(cells: Float64Array): void
  reject(error: unknown): void
}

function defaultScript(): URL {
  const module = import.meta.url
  if (!module.endsWith('.ts')) return new URL('./rollup-worker.js', module)
  return new URL('../../../dist/storage/sqlite/rollup-worker.js', module)
}
