import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** One member of an answer, written only when its turn comes. */
export interface Entry {
  readonly key: string
  /** How many rows it holds. */
  readonly rows: number
  readonly write: () => unknown
}

/** Rows beyond which an answer is written piece by piece, so that a large one does not hold up everything else. */
const ROWS_AT_ONCE = 2_000

/** Answers a JSON object, member by member where it is large; resolves once it is sent. */
export async function sendObject(reply: FastifyReply, entries: readonly Entry[]): Promise<void> {
  const rows = entries.reduce((sum, entry) => sum + entry.rows, 0)
  reply.type('application/json; charset=utf-8')
  if (rows > ROWS_AT_ONCE) reply.send(Readable.from(objectText(entries)))
  else reply.serializer(String).send([...objectText(entries)].join(''))
  // A handler that resolves before a stream has begun would have its own, empty answer sent in its place.
  await reply
}

function* objectText(entries: readonly Entry[]): Generator<string> {
  yield '{'
  for (const [index, { key, write }] of entries.entries()) {
    yield `${index === 0 ? '' : ','}${JSON.stringify(key)}:${JSON.stringify(write())}`
  }
  yield '}'
}
