/** Both spellings of the label groups' path, each with what tells its operations' ids apart. */
export const labelGroupPaths = [
  ['/label-groups', ''],
  ['/label_groups', 'Underscored'],
] as const
