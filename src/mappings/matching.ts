import type { Uplink } from './device-message.ts'
import { valueAt } from './json-path.ts'
import type { MappingMatch } from './mapping.ts'
import { matchesTopic } from './topic-filter.ts'

/** How surely a mapping fits a message: 0 when it does not; what is told by name counts more than a shape. */
export function fitOf(match: MappingMatch, uplink: Uplink, payload: unknown): number {
  const checks = [
    topicFit(match, uplink),
    modelFit(match, uplink),
    profileFit(match, uplink),
    shapeFit(match, payload),
  ]
  return checks.includes(-1) ? 0 : checks.reduce((sum, fit) => sum + fit, 0)
}

/** Each check: -1 when it fails, 0 when nothing is asked, more when it holds. */
function topicFit({ topic }: MappingMatch, uplink: Uplink): number {
  if (topic === undefined) return 0
  return uplink.topic !== null && matchesTopic(topic, uplink.topic) ? 1_000 : -1
}

function modelFit({ brand, models }: MappingMatch, uplink: Uplink): number {
  if (brand === undefined && models === undefined) return 0
  if (brand !== undefined && brand !== uplink.brand) return -1
  return models === undefined || models.includes(uplink.model ?? '') ? 400 : -1
}

function profileFit({ profiles }: MappingMatch, { profile }: Uplink): number {
  if (profiles === undefined) return 0
  const name = profile?.toLowerCase() ?? ''
  return profiles.some((part) => name.includes(part.toLowerCase())) ? 200 : -1
}

function shapeFit({ has = [], hasAny = [], equals = {} }: MappingMatch, payload: unknown): number {
  const isThere = (path: string) => valueAt(payload, path) !== undefined
  const values = Object.entries(equals)
  if (!has.every(isThere)) return -1
  if (hasAny.length > 0 && !hasAny.some(isThere)) return -1
  if (!values.every(([path, value]) => valueAt(payload, path) === value)) return -1
  return has.length + (hasAny.length > 0 ? 1 : 0) + values.length * 2
}
