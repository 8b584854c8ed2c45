import { access } from './set-up/access.ts'
import { common } from './set-up/common.ts'
import { correctCount } from './set-up/correct-count.ts'
import { devices } from './set-up/devices.ts'
import { displays } from './set-up/displays.ts'
import { doorways } from './set-up/doorways.ts'
import { history } from './set-up/history.ts'
import { importing } from './set-up/import.ts'
import { labels } from './set-up/labels.ts'
import { sections } from './set-up/sections.ts'
import { sensors } from './set-up/sensors.ts'
import { sites } from './set-up/sites.ts'
import { spaces } from './set-up/spaces.ts'
import { users } from './set-up/users.ts'

export const setUp = {
  access,
  common,
  correctCount,
  devices,
  displays,
  doorways,
  history,
  importing,
  labels,
  sections,
  sensors,
  sites,
  spaces,
  users,
}
