import { notFound } from '../domain/errors.ts'
import type { Display } from '../domain/portfolio/display.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import { describeDisplay } from './descriptions.ts'
import { checkGivenId, checkName, taken, wrongField } from './field-rules.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'
import { spaceNamed } from './space-changes.ts'

/** A display to be created. */
export interface NewDisplay {
  readonly name: string
  /** Id of the floor it shows. */
  readonly floorId: string
  /** `dsp_…`, to keep an id from elsewhere. */
  readonly id?: string | undefined
}

/** What is to be different about a display; what is left out stays. */
export interface DisplayChange {
  readonly name?: string | undefined
  readonly floorId?: string | undefined
}

/** Creates a display; throws `invalid` (also for what is not a floor), `not_found` (floor) or `conflict` (id taken). */
export function createDisplay(draft: PortfolioDraft, input: NewDisplay): Display {
  const id = input.id === undefined ? draft.randomId('dsp') : checkGivenId(input.id, 'dsp')
  if (draft.displays.named(id) !== null) throw taken('id', id)
  const name = checkName(input.name)
  const floor = checkFloor(draft, input.floorId)
  const { organization } = draft.author
  const display = { key: draft.takeKey(), organization, id, name, floor, createdAt: draft.now }
  draft.displays.put(display)
  draft.record('display.create', id, null, describeDisplay(draft, display))
  return display
}

/** Renames a display or has it show another floor. */
export function updateDisplay(draft: PortfolioDraft, before: Display, change: DisplayChange): Display {
  const name = change.name === undefined ? before.name : checkName(change.name)
  const floor = change.floorId === undefined ? before.floor : checkFloor(draft, change.floorId)
  if (name === before.name && floor === before.floor) return before
  const after = { ...before, name, floor }
  draft.displays.put(after)
  draft.record('display.update', after.id, describeDisplay(draft, before), describeDisplay(draft, after))
  return after
}

/** The display with an id; throws `not_found`. */
export function displayNamed(draft: PortfolioDraft, id: string): Display {
  const display = draft.displays.named(id)
  if (display === null) throw notFound('display', id)
  return display
}

/** Removes a display: the tokens that were issued for it open nothing any more. */
export function removeDisplay(draft: PortfolioDraft, display: Display): void {
  draft.record('display.delete', display.id, describeDisplay(draft, display), null)
  draft.displays.remove(display.key)
}

/** Removes the displays of spaces that are being removed. */
export function removeDisplaysOf(draft: PortfolioDraft, gone: ReadonlySet<SpaceKey>): void {
  for (const display of [...draft.displays.all()]) {
    if (gone.has(display.floor)) removeDisplay(draft, display)
  }
}

function checkFloor(draft: PortfolioDraft, id: string): SpaceKey {
  const floor = spaceNamed(draft, id)
  if (floor.type !== 'floor') throw wrongField('floor_id', `must be a floor; ${id} is a ${floor.type}`)
  return floor.key
}
