import { HeadcountClient } from '../../client/headcount-client.ts'
import type { Reading } from '../../client/reading-wire.ts'
import type { Target } from './target.ts'

/** A server as a target, reached with a token. */
export function remoteTarget(baseUrl: string, token: string): Target {
  const client = new HeadcountClient({ baseUrl, token })
  return {
    ownerToken: null,
    async spaces() {
      const spaces = await client.listSpaces()
      return spaces.map(({ id, location_id: locationId, name, time_zone: timeZone, capacity }) => ({
        id,
        locationId,
        name,
        timeZone,
        capacity,
      }))
    },
    async sensors() {
      const sensors = await client.listSensors()
      return sensors.map(({ serial_number: serialNumber, sensor_type: type, space_ids: spaceIds }) => ({
        serialNumber,
        type,
        spaceIds,
      }))
    },
    async doorways() {
      const doorways = await client.listDoorways()
      const live = doorways.filter((doorway) => doorway.deleted_at === null)
      return live.map(({ id, name, sensor_serial_number: sensorSerialNumber, spaces }) => ({
        id,
        name,
        sensorSerialNumber,
        spaceIds: spaces.map((space) => space.id),
      }))
    },
    apply: (document, dryRun) => client.applyDocument(document, dryRun),
    // Each reading is checked by the server, which rejects by itself what is not one.
    send: (readings) => client.sendReadings(readings as readonly Reading[]),
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
