import { problem } from '../problem.ts'
import type { Surface } from '../surface.ts'
import { applyDocument } from './apply-document.ts'
import { components } from './components.ts'
import { createCredential } from './create-credential.ts'
import { createDisplay } from './create-display.ts'
import { createDoorway } from './create-doorway.ts'
import { createOrganization } from './create-organization.ts'
import { createSensor } from './create-sensor.ts'
import { createSite } from './create-site.ts'
import { createSpace } from './create-space.ts'
import { createToken } from './create-token.ts'
import { deleteCredential } from './delete-credential.ts'
import { deleteDoorway } from './delete-doorway.ts'
import { deleteSensor } from './delete-sensor.ts'
import { deleteSite } from './delete-site.ts'
import { deleteSpace } from './delete-space.ts'
import { deleteToken } from './delete-token.ts'
import { getDoorway } from './get-doorway.ts'
import { getSensor } from './get-sensor.ts'
import { getSpace } from './get-space.ts'
import { listAudit } from './list-audit.ts'
import { listCredentials } from './list-credentials.ts'
import { listDisplays } from './list-displays.ts'
import { listDoorways } from './list-doorways.ts'
import { listSensors } from './list-sensors.ts'
import { listSites } from './list-sites.ts'
import { listSpaces } from './list-spaces.ts'
import { listTokens } from './list-tokens.ts'
import { postReadings } from './post-readings.ts'
import { streamLive } from './stream-live.ts'
import { updateDoorway } from './update-doorway.ts'
import { updateSensor } from './update-sensor.ts'
import { updateSpace } from './update-space.ts'

/** Headcount's own API: set-up, readings, access (native.md). */
export const native: Surface = {
  prefix: '/api',
  document: {
    title: 'Headcount',
    description: 'Setting a portfolio up, getting readings in, and deciding who may do what.',
    components,
    error: { schema: problem, mediaType: 'application/problem+json' },
  },
  missingCredentials: 'unauthenticated',
  operations: [
    createSpace,
    listSpaces,
    getSpace,
    updateSpace,
    deleteSpace,
    createSensor,
    listSensors,
    getSensor,
    updateSensor,
    deleteSensor,
    createDoorway,
    listDoorways,
    getDoorway,
    updateDoorway,
    deleteDoorway,
    createDisplay,
    listDisplays,
    createSite,
    listSites,
    deleteSite,
    applyDocument,
    postReadings,
    streamLive,
    createOrganization,
    createToken,
    listTokens,
    deleteToken,
    createCredential,
    listCredentials,
    deleteCredential,
    listAudit,
  ],
}
