import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyCarry } from '../../src/domain/reading/carry.ts'
import { HealthWord, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import type { SubjectReadings } from '../../src/domain/reading/subject-readings.ts'
import type { DayRange } from '../../src/domain/time/day.ts'
import type { Arrival } from '../../src/storage/log-row.ts'
import type { ReadingLog, Touched } from '../../src/storage/reading-log.ts'
import { anyArrivals, arrive, at, count, DAY, heartbeat, replacing } from './reading-samples.ts'

/** A log that is empty when opened, and what it takes to be done with it. */
export interface OpenedLog {
  readonly log: ReadingLog
  close(): Promise<void>
}

const SUBJECT = 8
const ALL: DayRange = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }
const SAMPLE_DAYS = Array.from({ length: 9 }, (_, index) => DAY - 1 + index)

function flow(from: number, end: number): Reading {
  return { ...heartbeat(SUBJECT, end - 1), kind: ReadingKind.flow, flow: { from, out: 0 } }
}

function counter(when: number, total: number): Reading {
  const totals = { in: total, out: null, width: null, restarted: false }
  return { ...heartbeat(SUBJECT, when), kind: ReadingKind.counter, totals }
}

/** What every reading log must do. Run it against each engine. */
export function describeReadingLog(engine: string, open: () => Promise<OpenedLog>): void {
  describe(`${engine} reading log`, () => {
    let opened: OpenedLog
    let log: ReadingLog
    let touched: Touched[]

    beforeEach(async () => {
      opened = await open()
      log = opened.log
      touched = []
      log.onTouched((more) => touched.push(...more))
    })
    afterEach(() => opened.close())

    /** Sets the stage: appends, and forgets what that touched. */
    async function given(...readings: readonly Reading[]): Promise<void> {
      await log.append(1, arrive(...readings))
      touched.length = 0
    }

    describe.each([
      { packed: false, state: 'in the log' },
      { packed: true, state: 'in packs' },
    ])('with earlier readings $state', ({ packed }) => {
      async function earlier(...readings: readonly Reading[]): Promise<void> {
        await given(...readings)
        if (packed) await log.checkpoint()
      }

      test('a reading sent twice is kept once', async () => {
        await earlier(count(SUBJECT, at(0), 3))

        expect(
          (await log.append(1, arrive(count(SUBJECT, at(0), 3), count(SUBJECT, at(1), 4)))).outcomes,
        ).toEqual(['duplicate', 'accepted'])
        expect((await log.read(SUBJECT, ALL)).readings).toEqual([
          count(SUBJECT, at(0), 3),
          count(SUBJECT, at(1), 4),
        ])
      })

      test('a reading that contradicts one that is there is a conflict and changes nothing', async () => {
        await earlier(count(SUBJECT, at(0), 3), count(SUBJECT, at(1), 4))

        expect((await log.append(1, arrive(count(SUBJECT, at(0), 9)))).outcomes).toEqual(['conflict'])
        expect((await log.read(SUBJECT, ALL)).readings[0]).toEqual(count(SUBJECT, at(0), 3))
        expect(touched).toEqual([])
      })

      test('a replacement takes the place of what was there, and counts once', async () => {
        await earlier(count(SUBJECT, at(0), 3), count(SUBJECT, at(1), 4))

        expect((await log.append(1, replacing(count(SUBJECT, at(0), 9)))).outcomes).toEqual(['accepted'])
        expect((await log.append(1, replacing(count(SUBJECT, at(0), 9)))).outcomes).toEqual(['duplicate'])
        expect((await log.read(SUBJECT, ALL)).readings).toEqual([
          count(SUBJECT, at(0), 9),
          count(SUBJECT, at(1), 4),
        ])
        expect(await log.count(SUBJECT)).toBe(2)
      })

      test('a late reading takes its place in time order', async () => {
        await earlier(count(SUBJECT, at(0, 1_000), 1), count(SUBJECT, at(0, 3_000), 3))

        expect((await log.append(1, arrive(count(SUBJECT, at(0, 2_000), 2)))).outcomes).toEqual(['accepted'])
        expect((await log.read(SUBJECT, ALL)).readings.map(({ value }) => value)).toEqual([1, 2, 3])
      })

      test('readings of one instant are kept in the order of their identities', async () => {
        await earlier(count(SUBJECT, at(0), 1, 2), count(SUBJECT, at(0), 1, 9))
        await log.append(1, arrive(count(SUBJECT, at(0), 1, 10), count(SUBJECT, at(0), 1, 5)))

        expect((await log.read(SUBJECT, ALL)).readings.map(({ space }) => space)).toEqual([2, 5, 9, 10])
      })

      test('a reading in order touches its day and all that follow', async () => {
        await earlier(count(SUBJECT, at(0), 1))
        await log.append(1, arrive(count(SUBJECT, at(2), 5)))

        expect(touched).toEqual([
          { subject: SUBJECT, days: { from: DAY + 2, until: Number.POSITIVE_INFINITY } },
        ])
      })

      test('a late reading that the next count overrules touches the days up to that count', async () => {
        await earlier(count(SUBJECT, at(0), 1), count(SUBJECT, at(4), 4), count(SUBJECT, at(6), 6))
        await log.append(1, arrive(count(SUBJECT, at(1), 9)))

        expect(touched).toEqual([{ subject: SUBJECT, days: { from: DAY + 1, until: DAY + 5 } }])
      })

      test('a late reading that another of its day overrules touches that day alone', async () => {
        await earlier(count(SUBJECT, at(0, 2_000), 1), count(SUBJECT, at(1), 2))
        await log.append(1, arrive(count(SUBJECT, at(0, 1_000), 9)))

        expect(touched).toEqual([{ subject: SUBJECT, days: { from: DAY, until: DAY + 1 } }])
      })

      test('a late count that no later one overrules touches everything from then on', async () => {
        await earlier(count(SUBJECT, at(0), 1, 7), count(SUBJECT, at(4), 4, 7), count(SUBJECT, at(5), 4, 7))
        await log.append(1, arrive(count(SUBJECT, at(1), 2, 3)))

        expect(touched).toEqual([
          { subject: SUBJECT, days: { from: DAY + 1, until: Number.POSITIVE_INFINITY } },
        ])
        expect((await log.head(SUBJECT)).held.map(({ space }) => space)).toEqual([3, 7])
        expect((await log.read(SUBJECT, { from: DAY + 5, until: DAY + 6 })).carry.held).toEqual([
          { space: 3, count: 2, capped: false },
          { space: 7, count: 4, capped: false },
        ])
      })

      test('the carry into a day is what earlier readings leave, over days without any', async () => {
        await earlier(count(SUBJECT, at(0), 3), {
          ...heartbeat(SUBJECT, at(1)),
          kind: ReadingKind.health,
          value: 3,
        })

        expect((await log.read(SUBJECT, { from: DAY + 5, until: DAY + 6 })).carry).toEqual({
          lastAt: at(1),
          health: HealthWord.offline,
          held: [{ space: 7, count: 3, capped: false }],
        })
        expect((await log.read(SUBJECT, { from: DAY, until: DAY + 1 })).carry).toEqual(emptyCarry)
      })

      test('knows the extent, the number and the head of what a subject has', async () => {
        await earlier(count(SUBJECT, at(1), 3), count(SUBJECT, at(3), 4))
        await log.append(1, arrive(count(SUBJECT, at(0), 1)))

        expect(await log.extent(SUBJECT)).toEqual({ from: DAY, until: DAY + 4 })
        expect(await log.count(SUBJECT)).toBe(3)
        expect(await log.head(SUBJECT)).toMatchObject({ lastAt: at(3), held: [{ count: 4 }] })
      })

      test('what is removed is gone and may come again', async () => {
        await earlier(count(SUBJECT, at(0), 3), count(9, at(0), 5))
        await log.remove(1, [SUBJECT])

        expect(await everything(log, SUBJECT)).toEqual({
          story: { carry: emptyCarry, readings: [] },
          count: 0,
          extent: null,
          head: emptyCarry,
        })
        expect((await log.append(1, arrive(count(SUBJECT, at(0), 3)))).outcomes).toEqual(['accepted'])
        expect(await log.count(9)).toBe(1)
      })

      test('a flow that overlaps another with other bounds is a conflict, one beside it is not', async () => {
        await earlier(flow(at(0, 0), at(0, 60_000)), flow(at(1, -1_000), at(1, 1_000)))
        const { outcomes } = await log.append(
          1,
          arrive(
            flow(at(0, 59_999), at(0, 120_000)),
            flow(at(0, 60_000), at(0, 120_000)),
            flow(at(0, 0), at(0, 30_000)),
            flow(at(0, 60_001), at(0, 70_000)),
            flow(at(1, -2_000), at(1, 0)),
            flow(at(1, -2_000), at(1, 2_000)),
            flow(at(0, 0), at(0, 60_000)),
          ),
        )

        expect(outcomes).toEqual([
          'conflict',
          'accepted',
          'conflict',
          'conflict',
          'conflict',
          'conflict',
          'duplicate',
        ])
      })

      test('a reading with the mark of one within 24 hours is a duplicate, whatever it says, unless it replaces', async () => {
        const marked = (ms: number, mark: string): Reading => ({ ...count(SUBJECT, at(3, ms), 1), mark })
        await earlier(marked(0, 'a'), marked(10, 'b'))
        const day = 86_400_000
        const { outcomes } = await log.append(
          1,
          arrive(
            marked(day, 'a'),
            marked(-day, 'a'),
            marked(1, 'a'),
            { ...marked(0, 'a'), value: 9 },
            marked(day + 1, 'a'),
            marked(1, 'c'),
            { ...marked(2, 'a'), subject: 9 },
          ),
        )

        expect(outcomes).toEqual([
          'duplicate',
          'duplicate',
          'duplicate',
          'duplicate',
          'accepted',
          'accepted',
          'accepted',
        ])
        expect((await log.append(1, replacing({ ...marked(10, 'a'), value: 2 }))).outcomes).toEqual([
          'accepted',
        ])
        expect(
          (await log.read(SUBJECT, { from: DAY + 3, until: DAY + 4 })).readings.map(({ mark }) => mark),
        ).toEqual(['a', 'c', 'a'])
      })

      test('what goes with a conflict is a conflict as well, and nothing of it is kept', async () => {
        await earlier(flow(at(0, 0), at(0, 60_000)))
        const beginning = {
          reading: heartbeat(SUBJECT, at(0, 30_000)),
          replace: false,
          goesWithLast: true,
        } as const
        const [overlapping] = arrive(flow(at(0, 30_000), at(0, 90_000)))
        const [beside] = arrive(flow(at(0, 60_000), at(0, 90_000)))
        if (overlapping === undefined || beside === undefined) throw new Error('there are two')
        const refused = await log.append(1, [overlapping, beginning])

        expect(refused.outcomes).toEqual(['conflict', 'conflict'])
        expect(await log.count(SUBJECT)).toBe(1)
        expect((await log.append(1, [beside, beginning])).outcomes).toEqual(['accepted', 'accepted'])
        expect(await log.count(SUBJECT)).toBe(3)
      })

      test('a flow that takes the place of one that ends with it may begin elsewhere, beside all others', async () => {
        await earlier(flow(at(0, 0), at(0, 60_000)), flow(at(0, 60_000), at(0, 120_000)))
        const { outcomes } = await log.append(
          1,
          replacing(flow(at(0, 59_000), at(0, 120_000)), flow(at(0, 61_000), at(0, 120_000))),
        )

        expect(outcomes).toEqual(['conflict', 'accepted'])
      })

      test('a late total touches its day and that of the next one, whose difference it changes', async () => {
        await earlier(counter(at(0), 10), counter(at(4), 40), counter(at(6), 60))
        await log.append(1, arrive(counter(at(1), 15)))

        expect(touched).toEqual([{ subject: SUBJECT, days: { from: DAY + 1, until: DAY + 5 } }])
        expect((await log.read(SUBJECT, { from: DAY + 2, until: DAY + 5 })).carry.totals).toEqual({
          in: 15,
          out: null,
        })
      })

      test('what was read does not change under its reader', async () => {
        await earlier(count(SUBJECT, at(0, 1), 1))
        await log.append(1, arrive(count(SUBJECT, at(0, 2), 2)))
        const { readings } = await log.read(SUBJECT, ALL)
        await log.append(1, arrive(count(SUBJECT, at(0, 3), 3)))

        expect(readings.map(({ value }) => value)).toEqual([1, 2])
      })
    })

    test('a subject that has not been heard of has nothing', async () => {
      expect(await everything(log, 1)).toEqual({
        story: { carry: emptyCarry, readings: [] },
        count: 0,
        extent: null,
        head: emptyCarry,
      })
    })

    test('of contradicting readings in one append the first stands', async () => {
      expect(
        (await log.append(1, arrive(count(SUBJECT, at(0), 1), count(SUBJECT, at(0), 2)))).outcomes,
      ).toEqual(['accepted', 'conflict'])
    })

    test('appends made at once are taken in the order they were made', async () => {
      const appended = await Promise.all([
        log.append(1, arrive(count(SUBJECT, at(0), 1))),
        log.append(1, arrive(count(SUBJECT, at(0), 1))),
        log.append(1, arrive(count(SUBJECT, at(0), 2))),
        log.append(1, replacing(count(SUBJECT, at(0), 2))),
      ])

      expect(appended.flatMap(({ outcomes }) => outcomes)).toEqual([
        'accepted',
        'duplicate',
        'conflict',
        'accepted',
      ])
    })

    test('an append of nothing is answered with nothing', async () => {
      expect((await log.append(1, [])).outcomes).toEqual([])
    })

    test('announces what an append touched before it resolves, once per listener', async () => {
      const order: string[] = []
      log.onTouched(() => order.push('touched'))
      await log.append(1, arrive(count(SUBJECT, at(0), 1))).then(() => order.push('resolved'))

      expect(order).toEqual(['touched', 'resolved'])
      expect(touched).toEqual([{ subject: SUBJECT, days: { from: DAY, until: Number.POSITIVE_INFINITY } }])
    })

    test('announces with it which arrivals were accepted', async () => {
      const accepted: Arrival[] = []
      log.onTouched((_touched, some) => accepted.push(...some))
      await given(count(SUBJECT, at(0), 1))
      await log.append(1, [
        ...arrive(count(SUBJECT, at(0), 1), count(SUBJECT, at(2), 1)),
        ...replacing(count(SUBJECT, at(0), 5)),
      ])

      expect(accepted).toEqual([
        ...arrive(count(SUBJECT, at(0), 1)),
        ...arrive(count(SUBJECT, at(2), 1)),
        ...replacing(count(SUBJECT, at(0), 5)),
      ])
    })

    test('counts what was appended since the last checkpoint, duplicates aside', async () => {
      await log.append(
        1,
        arrive(count(SUBJECT, at(0), 1), count(SUBJECT, at(0), 1), count(SUBJECT, at(1), 1)),
      )

      expect(log.pending()).toBe(2)
      await log.checkpoint()
      expect(log.pending()).toBe(0)
    })

    test('may be appended to during a checkpoint', async () => {
      await given(...Array.from({ length: 500 }, (_, index) => count(index * 4, at(index % 5), 1)))
      const checkpoint = log.checkpoint()
      await log.append(1, arrive(count(SUBJECT, at(0, 5), 1), count(SUBJECT, at(6), 1)))
      await checkpoint

      expect(await log.count(SUBJECT)).toBe(3)
      expect((await log.read(SUBJECT, ALL)).readings.map((reading) => reading.at)).toEqual([
        at(0, 5),
        at(2),
        at(6),
      ])
    })

    test('keeps the largest and smallest numbers exactly', async () => {
      const readings = [
        { ...count(SUBJECT, -86_400_001, 2 ** 53 - 1), seq: -(2 ** 53) + 1 },
        { ...count(SUBJECT, 0, -(2 ** 53) + 1), seq: 2 ** 53 - 1, capped: true },
        { ...count(SUBJECT, 8.64e15, 2 ** 40), seq: 0, space: 2 ** 41 },
      ]
      await given(...readings)
      expect((await log.read(SUBJECT, ALL)).readings).toEqual(readings)
      await log.checkpoint()

      expect((await log.read(SUBJECT, ALL)).readings).toEqual(readings)
    })

    describe('has positions that', () => {
      test('count the rows of each organization by itself, from 1, and are part of every answer', async () => {
        const first = await log.append(1, arrive(count(8, at(0), 1)), 'tok_1 Sender')
        const other = await log.append(2, arrive(count(9, at(0), 1)))
        const removal = await log.remove(1, [8])
        const second = await log.append(1, arrive(count(8, at(1), 1)))

        expect([first.seq, other.seq, removal, second.seq]).toEqual([1, 1, 2, 3])
        expect([1, 2, 3].map((organization) => log.position(organization))).toEqual([3, 1, 0])
      })

      test('stay where they are when nothing new was said', async () => {
        await log.append(1, arrive(count(8, at(0), 1)))
        const { outcomes, seq } = await log.append(1, arrive(count(8, at(0), 1)))

        expect([outcomes, seq]).toEqual([['duplicate'], 1])
        expect(await log.remove(1, [])).toBe(1)
      })

      test('say what happened at each of them, by whom, also once it is packed', async () => {
        const sent = arrive(count(8, at(0), 1), heartbeat(8, at(1)))
        await log.append(1, [...sent, ...sent], 'tok_1 Sender')
        await log.append(2, arrive(count(9, at(0), 1)))
        await log.remove(1, [8, 4], 'tok_2 Owner')
        await log.checkpoint()
        const rows = await log.rowsAfter(1, 0, 10)

        expect(rows).toMatchObject([
          { organization: 1, seq: 1, kind: 'readings', actor: 'tok_1 Sender', arrivals: sent },
          { organization: 1, seq: 2, kind: 'removal', actor: 'tok_2 Owner', subjects: [8, 4] },
        ])
        expect(rows.every(({ epoch }) => epoch >= 1)).toBe(true)
        expect(await log.rowsAfter(1, 1, 10)).toEqual(rows.slice(1))
        expect(await log.rowsAfter(1, 0, 1)).toEqual(rows.slice(0, 1))
        expect(await log.rowsAfter(1, 2, 10)).toEqual([])
      })

      test('can be followed from anywhere: what is there, then what comes, in order', async () => {
        for (const day of [0, 1]) await log.append(1, arrive(count(8, at(day), day)))
        const stop = new AbortController()
        const seen: number[] = []
        const following = (async () => {
          for await (const row of log.follow(1, 1, stop.signal)) {
            seen.push(row.seq)
            if (row.seq === 5) stop.abort()
          }
        })()
        for (const day of [2, 3, 4]) {
          await log.append(2, arrive(count(9, at(day), day)))
          await log.append(1, arrive(count(8, at(day), day)))
        }
        await following

        expect(seen).toEqual([2, 3, 4, 5])
      })

      test('end a wait for more when they are no longer followed', async () => {
        const stop = new AbortController()
        const following = (async () => {
          for await (const _row of log.follow(1, 0, stop.signal)) throw new Error('nothing happened')
        })()
        await new Promise((resolve) => setImmediate(resolve))
        stop.abort()

        await following
      })
    })

    test('days that an append does not announce read as they did before', async () => {
      const step = fc.record({ arrivals: anyArrivals, pack: fc.boolean() })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          await log.remove(1, [4, 8, 9])
          for (const { arrivals, pack } of steps) {
            if (pack) await log.checkpoint()
            const before = await dayByDay(log)
            touched.length = 0
            await log.append(1, arrivals)
            const after = await dayByDay(log)
            const quiet = [...after.keys()].filter((key) => !touched.some((other) => covers(other, key)))
            expect(quiet.map((key) => after.get(key))).toEqual(quiet.map((key) => before.get(key)))
          }
        }),
        { numRuns: 60 },
      )
    })
  })
}

/** All that a log says about a subject. */
export async function everything(log: ReadingLog, subject: number): Promise<Record<string, unknown>> {
  return {
    story: await log.read(subject, ALL),
    count: await log.count(subject),
    extent: await log.extent(subject),
    head: await log.head(subject),
  }
}

/** What a log says about each sample day of each sample subject. */
export async function dayByDay(log: ReadingLog): Promise<Map<string, SubjectReadings>> {
  const stories = new Map<string, SubjectReadings>()
  for (const subject of [4, 8, 9])
    for (const from of SAMPLE_DAYS)
      stories.set(`${subject}:${from}`, await log.read(subject, { from, until: from + 1 }))
  return stories
}

function covers({ subject, days }: Touched, key: string): boolean {
  const [otherSubject, day] = key.split(':').map(Number)
  return subject === otherSubject && day !== undefined && days.from <= day && day < days.until
}
