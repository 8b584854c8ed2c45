import { currentSensor, type Doorway } from '../../domain/portfolio/doorway.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Sensor } from '../../domain/portfolio/sensor.ts'
import { applyRawDocument } from '../../server/apply-raw-document.ts'
import { type Offline, openOffline } from '../../server/offline.ts'
import { StoreUnusable } from '../../storage/store-unusable.ts'
import { CommandFailed } from '../failures.ts'
import type { Target, TargetDoorway, TargetSensor } from './target.ts'

const ACTOR = 'command line'

/** The store of a data directory as a target, created when it is not there. */
export async function openLocalTarget(directory: string): Promise<Target> {
  const offline = await openUnused(directory, { create: true })
  const { services, organization } = offline
  const portfolio = () => services.portfolios.current(organization)
  return {
    ownerToken: offline.ownerToken,
    async spaces() {
      const current = await portfolio()
      return current.spaces.map(({ key, id, locationId, name, capacity }) => ({
        id,
        locationId,
        name,
        timeZone: current.timeZone(key),
        capacity,
      }))
    },
    async sensors() {
      const current = await portfolio()
      return current.sensors.map((sensor) => describeSensor(current, sensor))
    },
    async doorways() {
      return doorwaysOf(await portfolio())
    },
    apply: (document, dryRun) =>
      applyRawDocument(services.portfolios, { organization, actor: ACTOR }, document, dryRun),
    async send(readings) {
      const receipt = await services.ingest.accept({ organization, actor: ACTOR, spaces: null }, readings)
      await offline.pack()
      return receipt
    },
    settle: (progress) => offline.settle(({ doneDays, totalDays }) => progress(doneDays, totalDays)),
    close: () => offline.close(),
  }
}

/** Opens a store; explains, where a server has it, how to get there all the same. */
export async function openUnused(
  directory: string,
  options?: { readonly create: boolean },
  instead = 'Reach that server with --url and --token, or stop it first.',
): Promise<Offline> {
  try {
    return await openOffline(directory, options)
  } catch (error) {
    if (!isInUse(error)) throw error
    throw new CommandFailed(`The data directory ${directory} is in use by another process. ${instead}`, {
      cause: error,
    })
  }
}

function isInUse(error: unknown): boolean {
  if (!(error instanceof StoreUnusable)) return false
  const { cause } = error
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY')
}

function describeSensor(portfolio: Portfolio, { serialNumber, type, coverage }: Sensor): TargetSensor {
  const covered = coverage.filter(({ until }) => until === Number.POSITIVE_INFINITY)
  return { serialNumber, type, spaceIds: covered.map(({ space }) => portfolio.space(space)?.id ?? '') }
}

function doorwaysOf(portfolio: Portfolio): readonly TargetDoorway[] {
  return portfolio.doorways
    .filter(({ deletedAt }) => deletedAt === null)
    .map((doorway) => ({
      id: doorway.id,
      name: doorway.name,
      sensorSerialNumber: serialOn(portfolio, doorway),
      spaceIds: doorway.sides.map(({ space }) => portfolio.space(space)?.id ?? ''),
    }))
}

function serialOn(portfolio: Portfolio, doorway: Doorway): string | null {
  const sensor = currentSensor(doorway)
  return sensor === null ? null : (portfolio.sensor(sensor)?.serialNumber ?? null)
}
