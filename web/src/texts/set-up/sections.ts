/** What each section of the setup is called and about. */
export const sections = {
  spaces: {
    title: 'Spaces',
    lead: 'The tree of campuses, buildings, floors and spaces, with what each is for and how many people it is meant for.',
  },
  sensors: {
    title: 'Sensors',
    lead: 'What counts: each sensor is over one or more spaces, or on a doorway.',
  },
  doorways: {
    title: 'Doorways',
    lead: 'Where people pass. A doorway leads into a space, or from one space into another.',
  },
  devices: {
    title: 'Devices',
    lead: 'What devices and their networks send in their own words: try a message, and see those that could not be taken.',
  },
  labels: {
    title: 'Labels',
    lead: 'Words of your own, to find spaces by and to compare them.',
  },
  import: {
    title: 'Import',
    lead: 'Load counts or crossings of the past from a CSV file. Importing the same file again changes nothing.',
  },
  displays: {
    title: 'Displays',
    lead: 'Screens on the wall: each shows one floor to everybody who passes.',
  },
  sites: {
    title: 'Published sites',
    lead: 'Spaces that everybody may see, without a token: a public page and a public feed each.',
  },
  tokens: {
    title: 'Tokens and clients',
    lead: 'What people, scripts and sensors sign in with. A secret is shown once and can be revoked at any time.',
  },
  users: {
    title: 'Users',
    lead: 'People of your organization, as other systems that read this one see them.',
  },
  history: {
    title: 'History',
    lead: 'Who changed what in the setup, newest first.',
  },
}
