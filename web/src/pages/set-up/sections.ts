/** The parts of the set-up, in the order in which a new installation goes through them. */
export const sectionNames = [
  'spaces',
  'sensors',
  'doorways',
  'devices',
  'labels',
  'import',
  'displays',
  'sites',
  'tokens',
  'users',
  'history',
] as const

/** The name of a part, as it stands in its address. */
export type SectionName = (typeof sectionNames)[number]

/** The section that an address names; the first one where it names none. `null` for a word that is no section. */
export function sectionNamed(text: string | undefined): SectionName | null {
  if (text === undefined || text === '') return sectionNames[0]
  return sectionNames.find((name) => name === text) ?? null
}
