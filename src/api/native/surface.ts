import { problem } from '../problem.ts'
import type { Surface } from '../surface.ts'
import { applyDocument } from './apply-document.ts'
import { components } from './components.ts'
import { createCorrection } from './create-correction.ts'
import { createCredential } from './create-credential.ts'
import { createDisplay } from './create-display.ts'
import { createDoorway } from './create-doorway.ts'
import { createOrganization } from './create-organization.ts'
import { createSensor } from './create-sensor.ts'
import { createSession } from './create-session.ts'
import { createSite } from './create-site.ts'
import { createSpace } from './create-space.ts'
import { createToken } from './create-token.ts'
import { createUser } from './create-user.ts'
import { deleteCorrection } from './delete-correction.ts'
import { deleteCredential } from './delete-credential.ts'
import { deleteDeadLetter } from './delete-dead-letter.ts'
import { deleteDisplay } from './delete-display.ts'
import { deleteDoorway } from './delete-doorway.ts'
import { deleteLabel } from './delete-label.ts'
import { deleteLabelGroup } from './delete-label-group.ts'
import { deletePlanImage } from './delete-plan-image.ts'
import { deleteSensor } from './delete-sensor.ts'
import { deleteSession } from './delete-session.ts'
import { deleteSite } from './delete-site.ts'
import { deleteSpace } from './delete-space.ts'
import { deleteToken } from './delete-token.ts'
import { deleteUser } from './delete-user.ts'
import { getDataQuality } from './get-data-quality.ts'
import { getDeadLetter } from './get-dead-letter.ts'
import { getDisplay } from './get-display.ts'
import { getDistribution } from './get-distribution.ts'
import { getDoorway } from './get-doorway.ts'
import { getForecast } from './get-forecast.ts'
import { getNow } from './get-now.ts'
import { getPlan } from './get-plan.ts'
import { getPlanImage } from './get-plan-image.ts'
import { getPortfolio } from './get-portfolio.ts'
import { getRightSizing } from './get-right-sizing.ts'
import { getSegments } from './get-segments.ts'
import { getSensor } from './get-sensor.ts'
import { getSession } from './get-session.ts'
import { getSpace } from './get-space.ts'
import { getTypicalDay } from './get-typical-day.ts'
import { listAudit } from './list-audit.ts'
import { listChanges } from './list-changes.ts'
import { listCorrections } from './list-corrections.ts'
import { listCredentials } from './list-credentials.ts'
import { listDeadLetters } from './list-dead-letters.ts'
import { listDisplays } from './list-displays.ts'
import { listDoorways } from './list-doorways.ts'
import { listMappings } from './list-mappings.ts'
import { listSensorStatus } from './list-sensor-status.ts'
import { listSensors } from './list-sensors.ts'
import { listSites } from './list-sites.ts'
import { listSpaces } from './list-spaces.ts'
import { listTokens } from './list-tokens.ts'
import { listUsers } from './list-users.ts'
import { postDeviceMessage } from './post-device-message.ts'
import { postMetrics } from './post-metrics.ts'
import { postReadings } from './post-readings.ts'
import { previewDeviceMessage } from './preview-device-message.ts'
import { putPlanAreas } from './put-plan-areas.ts'
import { putPlanImage } from './put-plan-image.ts'
import { replayDeadLetter } from './replay-dead-letter.ts'
import { streamLive } from './stream-live.ts'
import { updateDisplay } from './update-display.ts'
import { updateDoorway } from './update-doorway.ts'
import { updateSensor } from './update-sensor.ts'
import { updateSite } from './update-site.ts'
import { updateSpace } from './update-space.ts'
import { updateUser } from './update-user.ts'

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
  tellsPosition: true,
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
    listSensorStatus,
    createDoorway,
    listDoorways,
    getDoorway,
    updateDoorway,
    deleteDoorway,
    createDisplay,
    listDisplays,
    getDisplay,
    updateDisplay,
    deleteDisplay,
    deleteLabel,
    deleteLabelGroup,
    createSite,
    listSites,
    updateSite,
    deleteSite,
    getPlan,
    putPlanImage,
    getPlanImage,
    deletePlanImage,
    putPlanAreas,
    applyDocument,
    postReadings,
    postDeviceMessage,
    previewDeviceMessage,
    listMappings,
    listDeadLetters,
    getDeadLetter,
    replayDeadLetter,
    deleteDeadLetter,
    listChanges,
    createCorrection,
    listCorrections,
    deleteCorrection,
    postMetrics,
    getSegments,
    getTypicalDay,
    getForecast,
    getDistribution,
    getRightSizing,
    getPortfolio,
    getNow,
    getDataQuality,
    streamLive,
    createSession,
    getSession,
    deleteSession,
    createOrganization,
    createToken,
    listTokens,
    deleteToken,
    createCredential,
    listCredentials,
    deleteCredential,
    createUser,
    listUsers,
    updateUser,
    deleteUser,
    listAudit,
  ],
}
