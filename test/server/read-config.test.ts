import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../src/server/config-error.ts'
import { describeConfig, readConfig, unknownVariables } from '../../src/server/read-config.ts'

function fileWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'headcount-config-')), 'headcount.yaml')
  writeFileSync(file, text)
  return file
}

describe('configuration', () => {
  test('has defaults for everything', () => {
    expect(readConfig({}, {})).toEqual({
      data: './data',
      host: '127.0.0.1',
      port: 8080,
      publicUrl: null,
      trustProxy: false,
      rateLimit: { perSecond: 15, burst: 100 },
      earliestReading: Date.UTC(2000, 0, 2),
      mappings: null,
      mqttUrl: null,
      mqttTopics: ['headcount/#'],
      mqttClientId: 'headcount',
      mqttVersion: '5',
      densityRanges: 'strict',
      densitySessions: 'merged',
      densityEnvelope: 'bare',
      feedUnknown: 'omit',
      cors: '*',
      logLevel: 'info',
      ownerToken: null,
    })
  })

  test('reads the date of the earliest reading, and names what is no date', () => {
    expect(readConfig({}, { HEADCOUNT_EARLIEST_READING: '1990-01-01' }).earliestReading).toBe(
      Date.UTC(1990, 0, 1),
    )
    for (const wrong of ['1969-12-31', 'yesterday', '1990-02-30']) {
      expect(() => readConfig({}, { HEADCOUNT_EARLIEST_READING: wrong })).toThrow('a date such as 2000-01-02')
    }
  })

  test('masks the address of a broker, which may hold a password, and refuses filters that are none', () => {
    const url = 'mqtts://someone:secret@broker.example.org'
    const config = readConfig({}, { HEADCOUNT_MQTT_URL: url, HEADCOUNT_MQTT_TOPICS: 'a/+/b, #' })
    expect(config).toMatchObject({ mqttUrl: url, mqttTopics: ['a/+/b', '#'] })
    expect(describeConfig(config)).toMatchObject({ mqttUrl: '***' })
    for (const wrong of ['a/#/b', 'a+', '']) {
      const read = () => readConfig({}, { HEADCOUNT_MQTT_TOPICS: `${wrong},x` })
      expect(read).toThrow('topic filters such as headcount/#')
    }
    expect(() => readConfig({}, { HEADCOUNT_MQTT_URL: 'http://broker' })).toThrow(
      'HEADCOUNT_MQTT_URL is not usable',
    )
  })

  test('takes flags over variables over the file over defaults', () => {
    const config = fileWith('port: 1\nhost: file\ndata: /file\n')

    const read = readConfig({ config, port: '3' }, { HEADCOUNT_PORT: '2', HEADCOUNT_HOST: 'variable' })

    expect(read).toMatchObject({ port: 3, host: 'variable', data: '/file', logLevel: 'info' })
  })

  test('finds its file by variable, and reads JSON as well', () => {
    const file = fileWith('{ "public_url": "https://count.example.org/", "density_ranges": "open" }')

    const read = readConfig({}, { HEADCOUNT_CONFIG: file })

    expect(read).toMatchObject({ publicUrl: 'https://count.example.org', densityRanges: 'open' })
  })

  test('takes an empty variable as left out', () => {
    expect(readConfig({}, { HEADCOUNT_PORT: '' }).port).toBe(8080)
  })

  test('is frozen', () => {
    expect(Object.isFrozen(readConfig({}, {}))).toBe(true)
  })

  test.each([
    ['HEADCOUNT_PORT', '65536', 'a port from 0 to 65535'],
    ['HEADCOUNT_PORT', '80a', 'a port from 0 to 65535'],
    ['HEADCOUNT_HOST', 'two words', 'an address or host name'],
    ['HEADCOUNT_PUBLIC_URL', 'ftp://example.org', 'an http or https URL'],
    ['HEADCOUNT_PUBLIC_URL', 'https://example.org/?a', 'an http or https URL'],
    ['HEADCOUNT_RATE_LIMIT', '15', 'such as 15:100, or off'],
    ['HEADCOUNT_RATE_LIMIT', '0:100', 'such as 15:100, or off'],
    ['HEADCOUNT_RATE_LIMIT', '15:100:1', 'such as 15:100, or off'],
    ['HEADCOUNT_TRUST_PROXY', '10.0.0.0/33', 'addresses and networks'],
    ['HEADCOUNT_TRUST_PROXY', 'everyone', 'addresses and networks'],
    ['HEADCOUNT_DENSITY_RANGES', 'loose', 'strict or open'],
    ['HEADCOUNT_DENSITY_SESSIONS', 'split', 'merged or detections'],
    ['HEADCOUNT_DENSITY_ENVELOPE', 'both', 'bare or data'],
    ['HEADCOUNT_LOG_LEVEL', 'loud', 'one of trace, debug'],
  ])('%s=%s is refused with the variable, the value and what is expected', (variable, value, expected) => {
    const read = () => readConfig({}, { [variable]: value })

    expect(read).toThrow(ConfigError)
    expect(read).toThrow(variable)
    expect(read).toThrow(JSON.stringify(value))
    expect(read).toThrow(expected)
  })

  test('tells of every wrong value at once, each by its source', () => {
    const config = fileWith('log_level: loud\n')

    const read = () => readConfig({ config, publicUrl: 'here' }, { HEADCOUNT_PORT: 'x' })

    expect(read).toThrow(/HEADCOUNT_PORT is "x"/)
    expect(read).toThrow(/--public-url is "here"/)
    expect(read).toThrow(/log_level \(configuration file\) is "loud"/)
  })

  test.each([
    ['loopback', 'loopback'],
    ['10.0.0.0/8,fd00::/8,192.0.2.1', '10.0.0.0/8,fd00::/8,192.0.2.1'],
    ['off', false],
    ['true', true],
  ])('HEADCOUNT_TRUST_PROXY=%s is understood', (value, expected) => {
    expect(readConfig({}, { HEADCOUNT_TRUST_PROXY: value }).trustProxy).toBe(expected)
  })

  test('shows no secret, neither when it is right nor when it is wrong', () => {
    const config = readConfig({}, { HEADCOUNT_OWNER_TOKEN: 'tok_very_secret' })

    expect(config.ownerToken).toBe('tok_very_secret')
    expect(describeConfig(config)).toMatchObject({ ownerToken: '***', port: 8080 })
    expect(() => readConfig({}, { HEADCOUNT_OWNER_TOKEN: 'not good' })).toThrow(
      /^HEADCOUNT_OWNER_TOKEN is not usable: expected at least 8 characters/,
    )
  })

  test.each([
    ['/nowhere/headcount.yaml', /cannot be read/],
    [fileWith('prot: 80\n'), /unknown keys: prot\. Expected: data, host, port/],
    [fileWith('port: [80]\n'), /must be a list of/],
    [fileWith('a: b: c\n'), /cannot be read/],
  ])('the file %s is refused', (file, message) => {
    expect(() => readConfig({ config: file }, {})).toThrow(message)
  })

  test('notices variables that mean nothing here', () => {
    const environment = { HEADCOUNT_PROT: '1', HEADCOUNT_PORT: '1', HEADCOUNT_CONFIG: 'x', PATH: '/bin' }

    expect(unknownVariables(environment)).toEqual(['HEADCOUNT_PROT'])
  })
})
