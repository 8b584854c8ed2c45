import type { Migration } from './migration.ts'
import { readingsMigration } from './migrations/0001-readings.ts'
import { rollupsMigration } from './migrations/0002-rollups.ts'
import { portfolioMigration } from './migrations/0003-portfolio.ts'
import { accessMigration } from './migrations/0004-access.ts'
import { capacitiesMigration } from './migrations/0005-capacities.ts'
import { clientsAndUsersMigration } from './migrations/0006-clients-and-users.ts'
import { sitesMigration } from './migrations/0007-sites.ts'
import { floorPlansMigration } from './migrations/0008-floor-plans.ts'
import { positionsMigration } from './migrations/0009-positions.ts'
import { changesMigration } from './migrations/0010-changes.ts'
import { correctionsMigration } from './migrations/0011-corrections.ts'
import { deadLettersMigration } from './migrations/0012-dead-letters.ts'
import { sitePlacesMigration } from './migrations/0013-site-places.ts'
import { keptFieldsMigration } from './migrations/0014-kept-fields.ts'
import { sharedTokensMigration } from './migrations/0015-shared-tokens.ts'

/** Every step of the schema, ascending. */
export const migrations: readonly Migration[] = [
  readingsMigration,
  rollupsMigration,
  portfolioMigration,
  accessMigration,
  capacitiesMigration,
  clientsAndUsersMigration,
  sitesMigration,
  floorPlansMigration,
  positionsMigration,
  changesMigration,
  correctionsMigration,
  deadLettersMigration,
  sitePlacesMigration,
  keptFieldsMigration,
  sharedTokensMigration,
]
