import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { kindsInWords } from '../../../web/src/pages/set-up/spaces/kinds-in-words.ts'
import { differenceText } from '../../../web/src/pages/space/difference-text.ts'
import { currentOf } from '../../../web/src/shell/current.ts'
import { texts } from '../../../web/src/texts/texts.ts'

const directory = fileURLToPath(new URL('../../../web/src/texts', import.meta.url))
const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)
const written = files.map((file) => readFileSync(join(directory, file), 'utf8')).join('\n')

describe('the words of the dashboard', () => {
  it.each([
    /\bSet-up\b|\bset-ups?\b(?!\/|\.ts)/,
    /\bColours?\b/i,
    /heard of/i,
    /on the clocks|Clocks of/,
    /\banew\b/,
    /under-used|over-crowded/i,
    /Not said|Say what|Say which|Say whose/,
    /reckoned/,
    /is told|are told/,
  ])('hold nothing like %s', (stale) => {
    const lines = written.split('\n').filter((line) => !line.startsWith('import ') && !line.startsWith('/**'))
    expect(lines.filter((line) => stale.test(line))).toEqual([])
  })

  it('name the types of sensors and the states of health alike on every page', () => {
    expect(texts.setUp.sensors.types).toBe(texts.sensors.types)
    expect(texts.setUp.spaces.counting).toMatchObject(texts.space.modes)
    expect(texts.now.attention.health).toBe(texts.sensors.health)
    expect(texts.space.healths).toBe(texts.floor.panel.health_status)
    expect(texts.now.tree.status).toBe(texts.setUp.spaces.statuses)
  })
})

describe('a difference', () => {
  it('has a minus as wide as a plus', () => {
    expect(differenceText(-0.03, 'points')).toBe('−3 points')
    expect(differenceText(0.03, 'points')).toBe('+3 points')
    expect(differenceText(-0.5, 'relative')).toBe('−50%')
  })
})

describe('what goes with a space', () => {
  it('is counted by kind, from the top down', () => {
    const spaces = (['floor', 'space', 'building', 'space', 'floor'] as const).map((space_type) => ({
      space_type,
    }))
    expect(kindsInWords(spaces)).toBe('1 building, 2 floors, 2 spaces')
    expect(kindsInWords([])).toBeNull()
  })
})

describe('the main menu', () => {
  it('says where one is: spaces belong to Now, floors to Floors', () => {
    expect(currentOf('/', '/')).toBe('page')
    expect(currentOf('/', '/spaces/spc_1')).toBe('true')
    expect(currentOf('/floors', '/spaces/spc_1')).toBeUndefined()
    expect(currentOf('/floors', '/floors/spc_1')).toBe('true')
    expect(currentOf('/', '/compare')).toBeUndefined()
  })
})
