import { doorwaySubject, sensorSubject, spaceSubject } from '../../src/domain/portfolio/subject.ts'
import type { Reading } from '../../src/domain/reading/reading.ts'
import { createIngest, type Ingest, type Sender } from '../../src/ingest/ingest.ts'
import type { IngestResult } from '../../src/ingest/ingest-result.ts'
import type { ReadingInput } from '../../src/ingest/reading-input.ts'
import type { ReadingLog } from '../../src/storage/reading-log.ts'
import { type OpenPortfolios, openPortfolios } from '../portfolio/open-portfolios.ts'

/** The way in over a store in memory, with two rooms, a sensor of each kind, and two doorways. */
export interface OpenIngest extends OpenPortfolios {
  readonly ingest: Ingest
  readonly sender: Sender
  readonly rooms: readonly [string, string]
  /** `withSensor` has the entry sensor E1, `bare` has none. Both lead into the first room. */
  readonly doorways: { readonly withSensor: string; readonly bare: string }
  send(...readings: unknown[]): Promise<IngestResult>
  /** Everything that is kept of every subject, in order. */
  kept(): Promise<readonly Reading[]>
}

/**
 * Sensors: `A1` open area over the first room, `A2` over both, `A0` over none; `W1` waffle over the first; `E1`
 * entry on a doorway, `E0` on none.
 */
export async function openIngest(log?: Pick<ReadingLog, 'append' | 'position'>): Promise<OpenIngest> {
  const open = await openPortfolios()
  const { author, portfolios, store } = open
  const first = await open.room('First')
  const second = await open.room('Second')
  const sensors: [string, string, string[]][] = [
    ['A1', 'oa', [first.id]],
    ['A2', 'oa', [first.id, second.id]],
    ['A0', 'oa', []],
    ['W1', 'waffle', [first.id]],
    ['E1', 'entry', []],
    ['E0', 'entry', []],
  ]
  for (const [serialNumber, type, spaceIds] of sensors) {
    await portfolios.createSensor(author, { serialNumber, type, spaceIds })
  }
  const sides = [{ spaceId: first.id, placement: 1 }]
  const withSensor = await portfolios.createDoorway(author, { name: 'D1', sides, sensorSerialNumber: 'E1' })
  const bare = await portfolios.createDoorway(author, { name: 'D2', sides })
  const ingest = createIngest({
    portfolios,
    log: log ?? store.readings,
    clock: () => open.now,
    earliest: Date.UTC(2000, 0, 2),
  })
  const sender: Sender = { ...author, spaces: null }
  return Object.assign(open, {
    ingest,
    sender,
    rooms: [first.id, second.id] as const,
    doorways: { withSensor: withSensor.id, bare: bare.id },
    send: (...readings: unknown[]) => ingest.accept(sender, readings),
    kept: () => readEverything(open),
  })
}

/** A reading that is right, for a test to spoil. */
export function countOf(fields: Partial<ReadingInput> & Record<string, unknown> = {}) {
  return { type: 'count', sensor: 'A1', at: '2024-05-14T08:00:00Z', count: 2, ...fields }
}

async function readEverything({ current, store }: OpenPortfolios): Promise<readonly Reading[]> {
  const { sensors, doorways, spaces } = await current()
  const subjects = [
    ...sensors.map(({ key }) => sensorSubject(key)),
    ...doorways.map(({ key }) => doorwaySubject(key)),
    ...spaces.map(({ key }) => spaceSubject(key)),
  ]
  const days = { from: 0, until: 50_000 }
  const kept = await Promise.all(subjects.map((subject) => store.readings.read(subject, days)))
  return kept.flatMap(({ readings }) => readings)
}
