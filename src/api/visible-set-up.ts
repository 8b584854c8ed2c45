import { type Access, canSee, visibleSpaces } from '../domain/access/access.ts'
import { DomainError, notFound } from '../domain/errors.ts'
import type { Display } from '../domain/portfolio/display.ts'
import type { Doorway } from '../domain/portfolio/doorway.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Sensor } from '../domain/portfolio/sensor.ts'
import type { Site } from '../domain/portfolio/site.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'

/** The space with an id; throws `not_found` for one that is unknown or not visible to the caller. */
export function requireSpace(portfolio: Portfolio, access: Access, id: string): Space {
  const space = portfolio.spaceById(id)
  if (space === null || !canSee(portfolio, access, space)) throw notFound('space', id)
  return space
}

/** The sensor with a serial number; throws `not_found` for one that is unknown or not visible to the caller. */
export function requireSensor(portfolio: Portfolio, access: Access, serialNumber: string): Sensor {
  const sensor = portfolio.sensorBySerial(serialNumber)
  if (sensor === null || !seesSensor(portfolio, access, sensor)) throw notFound('sensor', serialNumber)
  return sensor
}

/** The doorway with an id; throws `not_found` for one that is unknown, deleted or not visible to the caller. */
export function requireDoorway(portfolio: Portfolio, access: Access, id: string): Doorway {
  const doorway = portfolio.doorwayById(id)
  if (doorway === null || !seesDoorway(portfolio, access, doorway)) throw notFound('doorway', id)
  return doorway
}

/** The one of `displays` with an id; throws `not_found` for none, and for one of a floor that the caller does not see. */
export function requireDisplay(
  portfolio: Portfolio,
  access: Access,
  displays: readonly Display[],
  id: string,
): Display {
  const display = displays.find((candidate) => candidate.id === id)
  if (display === undefined || !seesPlace(portfolio, access, display.floor)) throw notFound('display', id)
  return display
}

/** The one of `sites` with a slug; throws `not_found` for none, and for one of spaces that the caller does not see. */
export function requireSite(
  portfolio: Portfolio,
  access: Access,
  sites: readonly Site[],
  slug: string,
): Site {
  const site = sites.find((candidate) => candidate.slug === slug)
  if (site === undefined || !seesSite(portfolio, access, site)) throw notFound('site', slug)
  return site
}

/** Whether a caller sees all the spaces that a site is published by. */
export function seesSite(portfolio: Portfolio, access: Access, { space, places }: Site): boolean {
  const named = space === null ? places : [space]
  return named.every((key) => seesPlace(portfolio, access, key))
}

/** Sensors at spaces that the caller sees; one that is nowhere is seen by those who see everything. */
export function visibleSensors(portfolio: Portfolio, access: Access): readonly Sensor[] {
  const seen = seenKeys(portfolio, access)
  return portfolio.sensors.filter((sensor) => seen === null || sees(seen, placesEver(portfolio, sensor)))
}

/** Doorways with a side in a space that the caller sees. */
export function visibleDoorways(portfolio: Portfolio, access: Access): readonly Doorway[] {
  const seen = seenKeys(portfolio, access)
  return portfolio.doorways.filter(({ sides }) => seen === null || sees(seen, sides))
}

/** Throws `not_found` when one of the ids is of no space that the caller sees. */
export function requireSpaces(portfolio: Portfolio, access: Access, ids: readonly string[]): void {
  for (const id of ids) requireSpace(portfolio, access, id)
}

/** Throws `forbidden` for a caller who is limited to some spaces, where the change is not inside any of them. */
export function requireUnlimited(access: Access): void {
  if (access.spaces === null) return
  throw new DomainError(
    'forbidden',
    'limited_token',
    'This needs a token that is not limited to some spaces.',
  )
}

/**
 * Throws `forbidden` for a caller who is limited to some spaces and chooses a name that must be unique in the whole
 * organization: whether it is taken would tell of spaces that the caller does not see.
 */
export function requireUnlimitedToName(access: Access, name: string | number | undefined): void {
  if (name !== undefined) requireUnlimited(access)
}

type Place = { readonly space: SpaceKey }

function seesPlace(portfolio: Portfolio, access: Access, key: SpaceKey): boolean {
  const space = portfolio.space(key)
  return space !== null && canSee(portfolio, access, space)
}

/** Whether a caller sees a sensor: one of no place is seen by whoever sees everything. */
export function seesSensor(portfolio: Portfolio, access: Access, sensor: Sensor): boolean {
  const seen = seenKeys(portfolio, access)
  return seen === null || sees(seen, placesEver(portfolio, sensor))
}

function seesDoorway(portfolio: Portfolio, access: Access, { sides }: Doorway): boolean {
  const seen = seenKeys(portfolio, access)
  return seen === null || sees(seen, sides)
}

/** The spaces that a limited caller sees; `null` for one who sees everything. */
function seenKeys(portfolio: Portfolio, access: Access): ReadonlySet<SpaceKey> | null {
  if (access.spaces === null) return null
  return new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
}

function placesEver(portfolio: Portfolio, sensor: Sensor): readonly Place[] {
  return [...sensor.coverage, ...(portfolio.doorwayOf(sensor.key)?.sides ?? [])]
}

function sees(seen: ReadonlySet<SpaceKey>, places: readonly Place[]): boolean {
  return places.some(({ space }) => seen.has(space))
}
