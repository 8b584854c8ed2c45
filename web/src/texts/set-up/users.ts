export const users = {
  add: 'Add a user',
  none: 'There are no users yet. Users are for other systems: people sign in here with a token.',
  caption: 'Users',
  columns: { email: 'E-mail', name: 'Name', role: 'Role', spaces: 'Access', created: 'Created' },
  roles: { owner: 'Owner', admin: 'Administrator', editor: 'Editor', readonly: 'Reader' },
  form: {
    create: 'Add a user',
    edit: (email: string) => `Edit ${email}`,
    email: 'E-mail',
    name: 'Full name',
    role: 'Role',
    spaces: 'Limit them to spaces',
    spacesHint: 'Including everything in them. With none chosen, they see everything.',
  },
  deleteMeaning: 'They are no longer a user of your organization.',
}
