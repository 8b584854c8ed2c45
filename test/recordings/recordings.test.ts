import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headcount, type RunningServer, serveDirectory } from './headcount-process.ts'
import { naiveDay, type Sample } from './naive-days.ts'

const recordings = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

interface Recording {
  readonly name: string
  readonly files: readonly string[]
  readonly zone: string
  readonly capacity: number | null
  readonly holdMs: number
  readonly words: readonly string[]
  readonly samples: () => readonly Sample[]
}

const lines = (file: string) => readFileSync(join(recordings, file), 'utf8').trim().split(/\r?\n/).slice(1)

const recordingsKnown: readonly Recording[] = [
  {
    name: 'a weight room by an open-area sensor, newest row first, over the end of daylight saving and a 66-hour gap',
    files: ['rsf-density/RSF_crowd_meter.csv'],
    zone: 'America/Los_Angeles',
    capacity: 150,
    holdMs: 900_000,
    words: ['--time-column', 'Timestamp', '--count-column', 'current_count', '--heartbeat', '300'],
    samples: () => weightRoomSamples(lines('rsf-density/RSF_crowd_meter.csv')),
  },
  {
    name: 'a room of at most three people, every 30 seconds, as a Waffle sees it',
    files: ['uci-room-occupancy/Occupancy_Estimation.csv'],
    zone: 'Asia/Kolkata',
    capacity: null,
    holdMs: 90_000,
    words: [
      '--mode',
      'waffle',
      '--time-column',
      'Date',
      '--time-column',
      'Time',
      '--count-column',
      'Room_Occupancy_Count',
      '--heartbeat',
      '30',
    ],
    samples: () =>
      lines('uci-room-occupancy/Occupancy_Estimation.csv').map((line) => {
        const cells = line.split(',')
        const time = DateTime.fromFormat(`${cells[0]} ${cells[1]}`, 'yyyy-MM-dd H:mm:ss', {
          zone: 'Asia/Kolkata',
        })
        return { at: time.toMillis(), count: Number(cells.at(-1)) }
      }),
  },
  {
    name: 'a room occupied or not, every minute, in three files',
    files: ['datatraining', 'datatest', 'datatest2'].map((name) => `uci-occupancy-detection/${name}.txt`),
    zone: 'Europe/Brussels',
    capacity: null,
    holdMs: 180_000,
    words: ['--time-column', 'date', '--count-column', 'Occupancy', '--heartbeat', '60'],
    samples: () =>
      ['datatraining', 'datatest', 'datatest2']
        .filter((name) => existsSync(join(recordings, `uci-occupancy-detection/${name}.txt`)))
        .flatMap((name) => lines(`uci-occupancy-detection/${name}.txt`))
        .map((line) => {
          const cells = line.split(',').map((cell) => cell.replaceAll('"', ''))
          return {
            at: DateTime.fromSQL(cells[1] ?? '', { zone: 'Europe/Brussels' }).toMillis(),
            count: Number(cells.at(-1)),
          }
        })
        .toSorted((a, b) => a.at - b.at),
  },
]

/** Labels between 01:00 and 01:55 of 6 November stand twice: in time order first as PDT, then as PST. */
function weightRoomSamples(rows: readonly string[]): Sample[] {
  const seen = new Set<string>()
  const samples = rows.toReversed().map((row) => {
    const [label = '', count] = row.split(',')
    const isStandard = label >= '2022-11-06 02:00' || seen.has(label)
    seen.add(label)
    return {
      at: Date.parse(`${label.replace(' ', 'T')}:00${isStandard ? '-08:00' : '-07:00'}`),
      count: Number(count),
    }
  })
  return samples.toSorted((a, b) => a.at - b.at)
}

describe.skipIf(!existsSync(recordings)).each(recordingsKnown)('$name', (recording) => {
  const samples = existsSync(recordings) ? recording.samples() : []
  let directory: string
  let server: RunningServer
  let imported: { accepted: number; duplicates: number; rejected: number }
  const importAgain = async () => {
    const { files, zone, capacity } = recording
    const paths = files.map((file) => join(recordings, file)).filter((file) => existsSync(file))
    const limit = capacity === null ? [] : ['--capacity', String(capacity)]
    const fixed = [
      '--data',
      directory,
      '--create-space',
      'Room',
      '--time-zone',
      zone,
      '--rejected',
      directory,
      '--json',
    ]
    const printed = JSON.parse(
      await headcount('import', 'csv', ...paths, ...fixed, ...limit, ...recording.words),
    )
    const sum = (field: 'accepted' | 'duplicates' | 'rejected_rows') =>
      printed.files.reduce((total: number, file: Record<string, number>) => total + (file[field] ?? 0), 0)
    return { accepted: sum('accepted'), duplicates: sum('duplicates'), rejected: sum('rejected_rows') }
  }
  const zoneDay = (at: number) => DateTime.fromMillis(at, { zone: recording.zone }).startOf('day')
  const days = () => {
    const last = zoneDay(samples.at(-1)?.at ?? 0)
    const found: DateTime[] = []
    for (let day = zoneDay(samples[0]?.at ?? 0); day <= last; day = day.plus({ days: 1 })) found.push(day)
    return found
  }
  const expected = () =>
    days().map((day) => {
      const end = day.plus({ days: 1 })
      return {
        day,
        lengthMs: end.toMillis() - day.toMillis(),
        ...naiveDay(samples, day.toMillis(), end.toMillis(), recording.holdMs),
      }
    })

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'headcount-recording-'))
    imported = await importAgain()
    const token = JSON.parse(
      await headcount('token', 'create', 'test', '--scope', 'read', '--data', directory, '--json'),
    ).token
    server = await serveDirectory(directory, token)
  }, 60_000)

  afterAll(async () => {
    await server?.stop()
    await rm(directory, { recursive: true, force: true })
  }, 60_000)

  test('goes in whole', () => {
    expect(imported).toMatchObject({ accepted: samples.length, rejected: 0 })
  })

  test('gives the daily figures of Density that the rows give', async () => {
    const [first, last] = [days()[0], days().at(-1)]
    const rows = await server.analytics('metrics', {
      start_date: `${first?.toISODate()}T00:00:00`,
      end_date: `${last?.toISODate()}T23:59:59`,
      time_resolution: 'day',
    })

    expect(Object.values(rows)[0]).toEqual(
      Object.fromEntries(
        expected().map(({ day, lengthMs, personMs, observedMs, occupiedMs, peak, low }) => [
          day.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'"),
          {
            occupancy_avg: observedMs === 0 ? null : personMs / observedMs,
            occupancy_max: peak,
            occupancy_min: low,
            utilization_avg:
              observedMs === 0 || recording.capacity === null
                ? null
                : personMs / observedMs / recording.capacity,
            utilization_max: peak === null || recording.capacity === null ? null : peak / recording.capacity,
            time_used_raw: occupiedMs,
            time_used_percentage: occupiedMs / lengthMs,
            is_capped: recording.words.includes('waffle') && peak === 3,
            capped_count_limit: recording.words.includes('waffle') ? 3 : null,
            up_time: observedMs / lengthMs,
          },
        ]),
      ),
    )
  })

  test('gives the daily figures of Occuspace that the rows give', async () => {
    const range = `start_date=${days()[0]?.toISODate()}&end_date=${days().at(-1)?.toISODate()}`
    const [occupancy, availability, traffic] = await Promise.all(
      ['occupancy', 'availability', 'traffic'].map((metric) => server.points(`1/${metric}?${range}`)),
    )
    const timestamp = (day: DateTime) => day.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ")

    expect(occupancy?.map(({ timestamp, average, peak }) => ({ timestamp, average, peak }))).toEqual(
      expected().map(({ day, personMs, observedMs, peak }) => ({
        timestamp: timestamp(day),
        average: observedMs === 0 ? null : Math.round((personMs / observedMs) * 100) / 100,
        peak,
      })),
    )
    expect(availability).toEqual(
      expected().map(({ day, observedMs, occupiedMs }) => ({
        timestamp: timestamp(day),
        percent: observedMs === 0 ? null : 100 * (1 - occupiedMs / observedMs),
      })),
    )
    expect(traffic).toEqual(
      expected().map(({ day, observedMs, rises }) => ({
        timestamp: timestamp(day),
        visits: observedMs === 0 ? null : rises,
      })),
    )
  })

  test('changes nothing when it goes in again', async () => {
    await server.stop()

    expect(await importAgain()).toMatchObject({ accepted: 0, duplicates: samples.length, rejected: 0 })
    expect(await headcount('check', '--data', directory)).toBeTruthy()
  })
})
