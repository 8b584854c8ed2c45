import { formatBytes } from '../../../format/bytes.ts'
import { formatDuration } from '../../../format/durations.ts'
import { formatDays, formatWallTime } from '../../../format/hours.ts'
import { formatCount, formatPercent } from '../../../format/numbers.ts'
import { formatZonedMoment } from '../../../format/times.ts'
import { texts } from '../../../texts/texts.ts'

/** What is needed to name what a change mentions. */
export interface Naming {
  /** The name of what has an id; `undefined` for one that is not known. */
  readonly nameOf: (id: string) => string | undefined
  /** The zone that instants are shown in. */
  readonly zone: string
}

type Members = Readonly<Record<string, unknown>>

/** Values that stand for something, by the field they are in. */
const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: { ...texts.common.spaceTypes, ...texts.setUp.sensors.types },
  countingMode: texts.setUp.spaces.counting,
  status: texts.setUp.spaces.statuses,
  function: texts.functions,
  hardwareType: texts.setUp.sensors.hardwares,
  scopes: texts.setUp.access.scopes,
  permissions: texts.setUp.access.permissions,
  role: texts.setUp.users.roles,
}

/** What a field holds, in words; `null` for nothing. */
export function fieldText(field: string, value: unknown, naming: Naming): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return listText(field, value, naming)
  if (typeof value === 'number') return numberText(field, value, naming)
  if (typeof value === 'string') return meanings[field]?.[value] ?? naming.nameOf(value) ?? value
  if (typeof value === 'boolean') return value ? texts.space.yes : texts.setUp.history.no
  return typeof value === 'object' ? membersText({ ...value }, naming) : String(value)
}

function numberText(field: string, value: number, { zone }: Naming): string {
  if (/(At|_at)$/.test(field)) return formatZonedMoment(value, zone)
  if (field.endsWith('Ms')) return formatDuration(value)
  if (field.endsWith('Minutes')) return wallTime(value)
  if (field.endsWith('Percent')) return formatPercent(value / 100)
  return field === 'sizeBytes' ? formatBytes(value) : formatCount(value)
}

function listText(field: string, list: readonly unknown[], naming: Naming): string | null {
  if (list.length === 0) return null
  if (field === 'areas') return texts.setUp.history.areas(formatCount(list.length), list.length === 1)
  return list.map((item) => itemText(field, item, naming)).join(', ')
}

function itemText(field: string, item: unknown, naming: Naming): string {
  if (typeof item !== 'object' || item === null) return fieldText(field, item, naming) ?? ''
  const members: Members = { ...item }
  const space = String(members['space'] ?? '')
  if (field === 'hours') return openingText(members)
  if (field === 'coverage') return naming.nameOf(space) ?? space
  if (field === 'sides') return sideText(naming.nameOf(space) ?? space, members['placement'])
  return membersText(members, naming) ?? ''
}

function sideText(space: string, placement: unknown): string {
  const { into, outOf } = texts.setUp.doorways
  return placement === 1 ? into(space) : outOf(space)
}

/** Weekdays are counted from 1, Sunday. */
function openingText({ days, openMinutes, closeMinutes }: Members): string {
  const names = formatDays([...String(days)].map((day) => Number(day) - 1))
  return `${names} ${wallTime(Number(openMinutes))}–${wallTime(Number(closeMinutes))}`
}

function wallTime(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return formatWallTime(`${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`)
}

function membersText(members: Members, naming: Naming): string | null {
  const shown = Object.entries(members).flatMap(([name, member]) => {
    const text = fieldText(name, member, naming)
    return text === null ? [] : [`${fieldName(name)} ${text}`]
  })
  return shown.length === 0 ? null : shown.join(', ')
}

/** What a field is called. */
export function fieldName(field: string): string {
  const known: Readonly<Record<string, string>> = texts.setUp.history.fields
  const words = field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
  return known[field] ?? words.toLowerCase()
}
