/** One server-sent event. */
export interface ServerEvent {
  readonly name: string
  readonly data: string
  readonly id: string | null
}

/** Puts server-sent events together from text that comes in pieces (HTML Standard, Server-sent events). */
export class EventParser {
  #rest = ''

  /** The events that are complete with this piece. Comments, which are signs of life, are none. */
  feed(piece: string): readonly ServerEvent[] {
    const blocks = (this.#rest + piece).split('\n\n')
    this.#rest = blocks.pop() ?? ''
    return blocks.flatMap((block) => {
      const event = eventOf(block)
      return event === null ? [] : [event]
    })
  }
}

function eventOf(block: string): ServerEvent | null {
  let name = 'message'
  let id: string | null = null
  const data: string[] = []
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') name = value
    if (field === 'data') data.push(value)
    if (field === 'id') id = value
  }
  return data.length === 0 ? null : { name, data: data.join('\n'), id }
}
