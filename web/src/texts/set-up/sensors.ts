export const sensors = {
  add: 'Add a sensor',
  none: 'There are no sensors yet. Add the first one: a real one, or a virtual one to load history into.',
  caption: 'Sensors',
  columns: {
    serial: 'Serial number',
    type: 'Type',
    places: 'Where',
    hardware: 'Hardware',
    heartbeat: 'Heartbeat',
  },
  types: { oa: 'Area', entry: 'Doorway', waffle: 'Floor' },
  typeHints: {
    oa: 'Area: sees how many people are in a space',
    entry: 'Doorway: sees people pass a doorway',
    waffle: 'Floor: feels how many people are on it',
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
    unknownHardware: 'Not said',
    spaces: 'Spaces that it covers',
    spacesHint: 'With several, each of its counts must say which space it is about.',
    doorway: 'Doorway that it is on',
    noDoorway: 'None yet',
    heartbeat: 'Heartbeat, in seconds',
    heartbeatHint:
      'How often it says something even if nothing changes. After three times that in silence it is offline. Empty: never.',
  },
  deleteMeaning: 'The sensor is taken out of the set-up.',
  deleteCascade:
    'It has readings. They would all go as well, and the counts that came of them. This cannot be undone.',
}
