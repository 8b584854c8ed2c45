export const displays = {
  add: 'Add a display',
  none: 'There are no displays yet.',
  noFloors: 'A display shows a floor: add a floor to the spaces first.',
  caption: 'Displays',
  columns: { name: 'Name', floor: 'Floor', created: 'Created' },
  form: {
    create: 'Add a display',
    edit: (name: string) => `Edit ${name}`,
    name: 'Name',
    nameHint: 'Such as where the screen hangs.',
    floor: 'Floor',
  },
  deleteMeaning: 'Screens that show it will say that it is gone.',
  link: 'Screen link',
  linkOf: (name: string) => `Screen link of ${name}`,
  linkTitle: (name: string) => `A link for ${name}`,
  linkQuestion:
    'This makes a client for one screen. It may read this floor and nothing else, and it can be revoked under Tokens and clients.',
  makeLink: 'Make the link',
  clientName: (display: string) => `Screen: ${display}`,
  linkExplanation:
    'Open this link once on the screen itself; from then on it signs in by itself. The secret is in the link: keep it from other eyes. It is shown this once. To shut the screen out, revoke its client under Tokens and clients.',
  linkLabel: 'Link',
}
