/** What the types of sensors are called, on every page. */
export const sensorTypes = {
  singular: { oa: 'Area sensor', entry: 'Doorway sensor', waffle: 'Floor sensor' },
  plural: { oa: 'Area sensors', entry: 'Doorway sensors', waffle: 'Floor sensors' },
}
