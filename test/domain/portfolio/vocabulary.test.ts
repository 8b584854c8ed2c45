import { expect, test } from 'vitest'
import { hardwareTypes } from '../../../src/domain/portfolio/sensor.ts'
import { countingModes, spaceStatuses, spaceTypes } from '../../../src/domain/portfolio/space.ts'
import { spaceFunctions } from '../../../src/domain/portfolio/space-function.ts'

/** The words of density-v3.md §8, as they stand there. */
const documented = {
  types: 'campus|building|floor|space',
  modes: 'oa|entry|waffle',
  statuses: 'planning|live|inactive|retired',
  hardware: 'ob1|s5|r60|waffle|virtual',
  functions:
    'break_room, cafe, collaboration, conference_room, desk, desk_group, dining_area, event_space, flex_space, ' +
    'focus_quiet, focus_room, gym, huddle_room, kitchen, lab, library, lounge, meeting_room, office, ' +
    'open_collaboration, open_workstation, phone_booth, place_of_worship, reception, restroom, retail, theater, ' +
    'wellness_room',
}

test('the words of the tree are those that Density documents', () => {
  expect(spaceTypes.join('|')).toBe(documented.types)
  expect(countingModes.join('|')).toBe(documented.modes)
  expect(spaceStatuses.join('|')).toBe(documented.statuses)
  expect(hardwareTypes.join('|')).toBe(documented.hardware)
  expect(spaceFunctions.join(', ')).toBe(documented.functions)
})
