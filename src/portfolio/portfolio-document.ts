import type { NewDisplay } from './display-changes.ts'
import type { NewDoorway } from './doorway-changes.ts'
import type { NewSensor } from './sensor-changes.ts'
import type { NewSpace } from './space-changes.ts'

/**
 * A space of a document, with the spaces in it. It is the one with its `id`, else the one of its name under the
 * same parent, else a new one. `parentId` counts for the outermost spaces only.
 */
export interface DocumentSpace extends NewSpace {
  readonly children?: readonly DocumentSpace[] | undefined
}

/**
 * How a portfolio should look. Wherever a space is referred to, its id or its path of names (`HQ/Floor 1/Room 2`)
 * may stand; in a name on a path, `/` is written `\/`.
 *
 * Sensors are told apart by serial number; doorways and displays by id, else by name.
 */
export interface PortfolioDocument {
  readonly spaces?: readonly DocumentSpace[] | undefined
  readonly sensors?: readonly NewSensor[] | undefined
  readonly doorways?: readonly NewDoorway[] | undefined
  readonly displays?: readonly NewDisplay[] | undefined
  /** Names of labels that are to exist, also on no space. */
  readonly labels?: readonly string[] | undefined
}
