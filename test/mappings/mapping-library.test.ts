import { expect, test } from 'vitest'
import { MappingLibrary } from '../../src/mappings/mapping-library.ts'

const base = { id: 'own', name: 'Own', match: [{ has: ['people'] }], device: 'id', readings: '' }
const library = (fields: object) =>
  new MappingLibrary([{ source: 'own.yaml', content: { ...base, ...fields } }])
const message = (payload: unknown) => ({ payload, topic: null, device: null, receivedAt: 1_000 })
const counted = "{ 'type': 'count', 'count': people }"
const passed = "{ 'type': 'flow', 'channel': 'a', 'in': people, 'out': 0 }"

test('a mapping is added without code', async () => {
  expect(await library({ readings: counted }).read(message({ id: 'D', people: 4 }), 'auto')).toEqual({
    mapping: 'own',
    readings: [{ type: 'count', sensor: 'D', at: 1_000, count: 4 }],
  })
})

test('what a sensor hung the other way round calls in is out', async () => {
  const swapped = await library({ readings: passed, swap: ['D/a'] }).read(
    message({ id: 'D', people: 4 }),
    'own',
  )

  expect(swapped.readings).toEqual([{ type: 'flow', sensor: 'D/a', at: 1_000, in: 0, out: 4 }])
})

test.each([
  ['loops for ever', '($f := function($n) { $f($n + 1) }; $f(0))'],
  ['recurses without a tail', '($f := function($n) { 1 + $f($n + 1) }; $f(0))'],
  ['throws', "$error('no')"],
  ['makes a list without end', '[1..9999999]'],
  ['evaluates a text', "$eval('1')"],
  ['asks for a huge text', "$pad('', 999999999)"],
  ['gives no objects', '[1, 2]'],
  ['has a pattern', "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)"],
])('an expression that %s is a clear failure', async (_what, readings) => {
  await expect(library({ readings }).read(message({ id: 'D', people: 1 }), 'own')).rejects.toMatchObject({
    name: 'MappingFailure',
    message: expect.stringMatching(/readings/i),
  })
})

test.each([
  ['does not parse', { readings: '{ (' }, /readings of mapping own/],
  ['has an unknown member', { readings: counted, script: 'x' }, /own\.yaml/],
  ['asks for an unknown decoder', { readings: counted, decoder: 'x' }, /decoder/],
])('a file that %s is refused as it is read', (_what, fields, reason) => {
  expect(() => library(fields)).toThrow(reason)
})

test.each([
  ['that no mapping fits', { id: 'D' }, /No mapping fits/],
  ['without a device', { people: 3 }, /which device/],
  ['that is no object', 'text', /No mapping fits/],
  ['that is nothing', null, /No mapping fits/],
])('a message %s is a clear failure', async (_what, payload, reason) => {
  await expect(library({ readings: counted }).read(message(payload), 'auto')).rejects.toThrow(reason)
})
