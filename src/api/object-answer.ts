import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Pacing } from '../history/pacing.ts'

/** One member of an answer, written only when its turn comes. */
export interface Entry {
  readonly key: string
  /** How many rows it holds. */
  readonly rows: number
  readonly write: () => unknown
}

/** Rows beyond which an answer is written piece by piece, so that a large one does not hold up everything else. */
const ROWS_AT_ONCE = 2_000

/** Rows of a long list that are written in one go. */
const ROWS_PER_PIECE = 200

/** Answers a JSON object, member by member where it is large; resolves once it is sent. */
export async function sendObject(reply: FastifyReply, entries: readonly Entry[]): Promise<void> {
  const rows = entries.reduce((sum, entry) => sum + entry.rows, 0)
  await sendJson(reply, rows, objectText(entries.map(({ key, write }) => [key, valueText(write)])))
}

/** Answers JSON text that holds some number of rows, piece by piece where it is large; resolves once it is sent. */
export async function sendJson(reply: FastifyReply, rows: number, text: Iterable<string>): Promise<void> {
  reply.type('application/json; charset=utf-8')
  if (rows > ROWS_AT_ONCE) reply.send(Readable.from(paced(text)))
  else reply.serializer(String).send([...text].join(''))
  // A handler that resolves before a stream has begun would have its own, empty answer sent in its place.
  await reply
}

/** The pieces of a JSON object: its members' keys, and the pieces of their values. */
export function* objectText(
  members: Iterable<readonly [key: string, value: Iterable<string>]>,
): Generator<string> {
  let opening = '{'
  for (const [key, value] of members) {
    yield `${opening}${JSON.stringify(key)}:`
    yield* value
    opening = ','
  }
  yield opening === '{' ? '{}' : '}'
}

/** The pieces of a JSON array, some hundred rows each. */
export function* listText(rows: Iterable<unknown>): Generator<string> {
  let piece = '['
  let written = 0
  for (const row of rows) {
    piece += `${written === 0 ? '' : ','}${JSON.stringify(row)}`
    written += 1
    if (written % ROWS_PER_PIECE > 0) continue
    yield piece
    piece = ''
  }
  yield `${piece}]`
}

/** The one piece of a value that is not large, made when its turn comes. */
export function* valueText(write: () => unknown): Generator<string> {
  yield JSON.stringify(write())
}

async function* paced(text: Iterable<string>): AsyncGenerator<string> {
  const pacing = new Pacing()
  for (const piece of text) {
    yield piece
    await pacing.breathe()
  }
}
