import { sensorTypes } from '../sensor-types.ts'

export const sensors = {
  add: 'Add a sensor',
  none: 'There are no sensors yet. Add the first one: a real one, or a virtual one to load history into.',
  caption: 'Sensors',
  columns: {
    serial: 'Serial number',
    type: 'Type',
    places: 'Where',
    hardware: 'Hardware',
    heartbeat: 'Reporting interval',
  },
  types: sensorTypes.singular,
  typeHints: {
    oa: 'Area sensor: sees how many people are in a space',
    entry: 'Doorway sensor: sees people pass a doorway',
    waffle: 'Floor sensor: feels how many people are on it',
  },
  hardwares: { ob1: 'OB1', s5: 'S5', r60: 'R60', waffle: 'Waffle', virtual: 'Virtual' },
  nowhere: 'Nowhere',
  form: {
    create: 'Add a sensor',
    edit: (serial: string) => `Edit sensor ${serial}`,
    serial: 'Serial number',
    serialHint: 'As it is printed on the sensor. It cannot be changed afterwards.',
    type: 'Type',
    hardware: 'Hardware',
    unknownHardware: 'Not set',
    spaces: 'Spaces that it covers',
    spacesHint: 'With several, each of its counts must say which space it is about.',
    doorway: 'Doorway that it is on',
    noDoorway: 'None yet',
    heartbeat: 'Reporting interval, in seconds',
    heartbeatHint:
      'How often it reports even if nothing changes. After 3× that without a signal it is offline. Empty: never.',
  },
  deleteMeaning: 'The sensor is removed from the setup.',
  deleteCascade:
    'It has readings. They are deleted too, and so are the counts made from them. This cannot be undone.',
}
