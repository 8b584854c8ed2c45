import { setImmediate as turn } from 'node:timers/promises'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AnswerBudget } from '../../src/api/answer-budget.ts'
import { DomainError } from '../../src/domain/errors.ts'

let app: FastifyInstance
let budget: AnswerBudget
let held: (() => void)[]
const began: number[] = []

/** A server whose answers of `?rows=` rows end when they are released. */
beforeEach(() => {
  app = fastify()
  budget = new AnswerBudget({ maxRows: 10, maxWaitMs: 60_000 })
  held = []
  began.length = 0
  app.get<{ Querystring: { rows: string } }>('/', async ({ query }, reply) => {
    await budget.take(Number(query.rows), reply)
    began.push(Number(query.rows))
    await new Promise<void>((resolve) => held.push(resolve))
    return 'done'
  })
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof DomainError && error.kind === 'overloaded' ? 503 : 500).send(error),
  )
})
afterEach(() => app.close())

const ask = (rows: number) => app.inject(`/?rows=${rows}`)

async function turns(): Promise<void> {
  for (let count = 0; count < 20; count++) await turn()
}

describe('large answers', () => {
  test('share a number of rows, and wait for their turn in order of arrival', async () => {
    const answers = [ask(6), ask(5), ask(1)]
    await turns()
    expect(began).toEqual([6])

    held.shift()?.()
    await turns()
    expect(began).toEqual([6, 5, 1])
    expect(budget.rows).toBe(6)

    for (const release of held) release()
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    await turns()
    expect(budget.rows).toBe(0)
  })

  test('that are larger than all that there is are made alone', async () => {
    const answers = [ask(1), ask(100)]
    await turns()
    expect(began).toEqual([1])

    held.shift()?.()
    await turns()
    expect(began).toEqual([1, 100])

    held.shift()?.()
    await Promise.all(answers)
  })

  test('are refused where too many wait', async () => {
    const first = ask(10)
    await turns()
    const waiting = Array.from({ length: 65 }, () => ask(1))
    await turns()
    for (;;) {
      const release = held.shift()
      if (release === undefined) break
      release()
      await turns()
    }

    const statuses = (await Promise.all(waiting)).map(({ statusCode }) => statusCode)
    expect((await first).statusCode).toBe(200)
    expect(statuses.filter((status) => status === 503)).toHaveLength(1)
    expect(statuses.filter((status) => status === 200)).toHaveLength(64)
  })

  test('are refused when their turn does not come in time, and hold up nobody behind them', async () => {
    budget = new AnswerBudget({ maxRows: 10, maxWaitMs: 1 })
    const first = ask(8)
    await turns()
    const late = await ask(5)

    expect(late.statusCode).toBe(503)
    held.shift()?.()
    expect((await first).statusCode).toBe(200)
    await turns()
    expect(budget.rows).toBe(0)
  })
  test('whose client goes while they wait leave their place to others', async () => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const first = ask(10)
    await turns()
    const goers = Array.from({ length: 64 }, () => new AbortController())
    const gone = goers.map(({ signal }) => fetch(`${address}/?rows=10`, { signal }).catch(() => 'gone'))
    await expect.poll(() => budget.waiting).toBe(64)
    for (const goer of goers) goer.abort()
    await Promise.all(gone)
    await expect.poll(() => budget.waiting).toBe(0)

    const last = ask(1)
    await turns()
    held.shift()?.()
    expect((await first).statusCode).toBe(200)
    await turns()
    held.shift()?.()
    expect((await last).statusCode).toBe(200)
    expect(began).toEqual([10, 1])
    await turns()
    expect(budget.rows).toBe(0)
  })
})
