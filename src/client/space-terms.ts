/** The terms that Density's API and ours share for spaces (density-v3.md §7). */
export type SpaceType = 'campus' | 'building' | 'floor' | 'space'
export type CountingMode = 'oa' | 'entry' | 'waffle'
export type SpaceStatus = 'planning' | 'live' | 'inactive' | 'retired'
