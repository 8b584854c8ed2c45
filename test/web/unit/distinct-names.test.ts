import { expect, it } from 'vitest'
import type { Space } from '../../../src/client/native-wire.ts'
import { distinctNames } from '../../../web/src/state/distinct-names.ts'
import { spaceNamed } from './space.ts'

const spaces = [
  place('campus', 'Harbor', 'campus', null),
  place('lib', 'Whitman Library', 'building', 'campus'),
  place('lib0', 'Ground Floor', 'floor', 'lib'),
  place('lib1', 'First Floor', 'floor', 'lib'),
  place('lib0a', 'Room 1', 'space', 'lib0'),
  place('lib1a', 'Room 1', 'space', 'lib1'),
  place('hall', 'Mercer Hall', 'building', 'campus'),
  place('hall0', 'ground floor ', 'floor', 'hall'),
  place('hall0a', 'Atrium', 'space', 'hall0'),
  place('old', 'Store', 'building', 'campus'),
  place('old2', 'Store', 'building', null),
  place('twin', 'Twin', 'space', 'hall0'),
  place('twin2', 'Twin', 'space', 'hall0'),
]

function place(id: string, name: string, space_type: Space['space_type'], parent_id: string | null): Space {
  return spaceNamed(id, { name, space_type, parent_id })
}

function ancestors(id: string): readonly Space[] {
  const parent = spaces.find((space) => space.id === spaces.find((other) => other.id === id)?.parent_id)
  return parent === undefined ? [] : [...ancestors(parent.id), parent]
}

const names = distinctNames({ spaces, ancestors })

it('a name that only one space has stands alone', () => {
  expect(names.get('hall0a')).toBe('Atrium')
  expect(names.get('lib1')).toBe('First Floor')
})

it('floors of one name say their building, whatever the letters’ case', () => {
  expect(names.get('lib0')).toBe('Ground Floor, Whitman Library')
  expect(names.get('hall0')).toBe('ground floor, Mercer Hall')
})

it('rooms of one name in one building say their floor', () => {
  expect(names.get('lib0a')).toBe('Room 1, Ground Floor')
  expect(names.get('lib1a')).toBe('Room 1, First Floor')
})

it('buildings of one name say what is above them', () => {
  expect([names.get('old'), names.get('old2')]).toEqual(['Store, Harbor', 'Store'])
})

it('what nothing tells apart is called by its whole path', () => {
  expect(names.get('twin')).toBe('Twin, ground floor , Mercer Hall, Harbor')
})
