import type { Surface } from '../surface.ts'
import { changeSpaceLabels } from './change-space-labels.ts'
import { components } from './components.ts'
import { createLabel } from './create-label.ts'
import { createLabelGroup } from './create-label-group.ts'
import { createUser } from './create-user.ts'
import { deleteUser } from './delete-user.ts'
import { densityError } from './errors.ts'
import { getHelloWorld } from './get-hello-world.ts'
import { getUser } from './get-user.ts'
import { listDoorways } from './list-doorways.ts'
import { listLabelGroups } from './list-label-groups.ts'
import { listLabels } from './list-labels.ts'
import { listSpaces } from './list-spaces.ts'
import { listUsers } from './list-users.ts'
import { postCurrentOccupancy } from './post-current-occupancy.ts'
import { postDataStatus } from './post-data-status.ts'
import { postDoorwayEventsSocket } from './post-doorway-events-socket.ts'
import { postFloorPresenceSocket } from './post-floor-presence-socket.ts'
import { postMetrics } from './post-metrics.ts'
import { postOauthToken } from './post-oauth-token.ts'
import { postOccupancy } from './post-occupancy.ts'
import { postPresence } from './post-presence.ts'
import { postPresenceHealth } from './post-presence-health.ts'
import { postSensorHealthCurrent } from './post-sensor-health-current.ts'
import { postSensorHealthHistory } from './post-sensor-health-history.ts'
import { postSensors } from './post-sensors.ts'
import { postSessionsRaw } from './post-sessions-raw.ts'
import { postShortTerm } from './post-short-term.ts'
import { postSpaceOccupancySocket } from './post-space-occupancy-socket.ts'
import { postTimeUsed } from './post-time-used.ts'
import { postUtilization } from './post-utilization.ts'
import { postWayfindingToken } from './post-wayfinding-token.ts'
import { updateLabel } from './update-label.ts'
import { updateLabelGroup } from './update-label-group.ts'
import { updateSpace } from './update-space.ts'
import { updateUser } from './update-user.ts'

/** The Density v3 API (density-v3.md). */
export const densityV3: Surface = {
  prefix: '/v3',
  document: {
    title: 'Headcount: Density v3',
    description: [
      'What clients of the public Density API (v3) call. People are whole numbers, time used is in milliseconds, shares',
      'are 0 to 1. What is not known is null, never 0. Times without an offset are the local time of each space. There are',
      'no pages. About 15 requests a second pass for each address, 100 at once.',
    ].join(' '),
    components,
    error: { schema: densityError, mediaType: 'application/json' },
  },
  // density-v3.md §1: 403 without a well-formed header, 401 for a token that opens nothing.
  missingCredentials: 'forbidden',
  crossOrigin: true,
  operations: [
    getHelloWorld,
    postOauthToken,
    postWayfindingToken,
    listUsers,
    createUser,
    getUser,
    updateUser,
    deleteUser,
    listSpaces,
    updateSpace,
    changeSpaceLabels,
    listLabels,
    createLabel,
    updateLabel,
    listLabelGroups,
    createLabelGroup,
    updateLabelGroup,
    listDoorways,
    postSensors,
    postSensorHealthCurrent,
    postSensorHealthHistory,
    postMetrics,
    postOccupancy,
    postTimeUsed,
    postUtilization,
    postSessionsRaw,
    postDataStatus,
    postCurrentOccupancy,
    postPresence,
    postPresenceHealth,
    postShortTerm,
    postFloorPresenceSocket,
    postSpaceOccupancySocket,
    postDoorwayEventsSocket,
  ],
}
