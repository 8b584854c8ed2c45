import type { Wire } from './site.ts'
import { OWNER } from './test-server.ts'

/** One server-sent event. */
export interface Event {
  readonly name: string
  readonly id: string
  readonly data: Wire
}

/** A client of server-sent events, as `curl` would be one. */
export class Listener {
  readonly #aborting = new AbortController()
  readonly #events: Event[] = []
  readonly #response: Response
  isEnded = false

  private constructor(response: Response, aborting: AbortController) {
    this.#response = response
    this.#aborting = aborting
    void this.#read().finally(() => {
      this.isEnded = true
    })
  }

  static async open(address: string, lastEventId?: string, token = OWNER): Promise<Listener> {
    const aborting = new AbortController()
    const response = await fetch(`${address}/api/live`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: aborting.signal,
    })
    if (response.status !== 200) throw new Error(`Expected 200, got ${response.status}`)
    return new Listener(response, aborting)
  }

  async next(): Promise<Event> {
    for (let waited = 0; waited < 500; waited++) {
      const event = this.#events.shift()
      if (event !== undefined) return event
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error('Nothing was heard.')
  }

  async rest(afterMs: number): Promise<readonly Event[]> {
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    return this.#events.splice(0)
  }

  close(): void {
    this.#aborting.abort()
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder()
    let text = ''
    try {
      for await (const chunk of this.#response.body ?? []) {
        text += decoder.decode(chunk, { stream: true })
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) if (!block.startsWith(':')) this.#events.push(eventOf(block))
      }
    } catch {
      // The connection is gone.
    }
  }
}

function eventOf(block: string): Event {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  return {
    name: fields.get('event') ?? '',
    id: fields.get('id') ?? '',
    data: JSON.parse(fields.get('data') ?? '{}'),
  }
}
