import { isIP } from 'node:net'
import { z } from 'zod'
import { parseCivilDate } from '../domain/time/iso-parse.ts'
import type { Config } from './config.ts'

/** One setting: where it is read from, what is right, and what holds without it. */
export interface Setting {
  readonly name: keyof Config
  readonly variable: string
  /** Reads the value from text, as all sources give it. */
  readonly schema: z.ZodType
  /** What is right, in words. */
  readonly expected: string
  readonly default: Config[keyof Config]
  readonly isSecret: boolean
}

const namedNetworks = new Set(['loopback', 'linklocal', 'uniquelocal'])
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((number) => number <= 65_535)

const publicUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => !/[?#]/.test(text))
  .transform((text) => text.replace(/\/+$/, ''))

const trustProxy = z
  .string()
  .refine((text) => ['true', 'false', 'off'].includes(text) || isNetworkList(text))
  .transform((text) => (text === 'false' || text === 'off' ? false : text === 'true' || text))

const rateLimit = z
  .string()
  .regex(/^(off|[1-9]\d{0,5}:[1-9]\d{0,5})$/)
  .transform((text) => {
    const [perSecond = 0, burst = 0] = text.split(':').map(Number)
    return text === 'off' ? null : { perSecond, burst }
  })

const mqttUrl = z.url({ protocol: /^(mqtts?|wss?)$/ })

const mqttTopics = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim()))
  .refine((topics) => topics.every(isTopicFilter))

/** The midnight, in UTC, of a date from 1970 on, in milliseconds since the epoch. */
const earliestReading = z.iso
  .date()
  .transform((text) => parseCivilDate(text) ?? -1)
  .refine((at) => at >= 0)

const cors = z
  .string()
  .refine((text) => text === '*' || text === 'off' || text.split(',').every(isOrigin))
  .transform((text) => (text === '*' || text === 'off' ? text : text.split(',').map((each) => each.trim())))

/** Every setting, in the order in which they are explained. */
export const settings: readonly Setting[] = [
  setting('data', 'DATA', z.string().min(1), 'a directory', './data'),
  setting('host', 'HOST', z.string().regex(/^[A-Za-z0-9.:_-]+$/), 'an address or host name', '127.0.0.1'),
  setting('port', 'PORT', port, 'a port from 0 to 65535 (0 takes any free one)', 8080),
  setting('publicUrl', 'PUBLIC_URL', publicUrl, 'an http or https URL without query', null),
  setting(
    'trustProxy',
    'TRUST_PROXY',
    trustProxy,
    'off, true (all), or addresses and networks such as 10.0.0.0/8,loopback',
    false,
  ),
  setting(
    'rateLimit',
    'RATE_LIMIT',
    rateLimit,
    'requests per second and burst of one client such as 15:100, or off',
    { perSecond: 15, burst: 100 },
  ),
  setting(
    'earliestReading',
    'EARLIEST_READING',
    earliestReading,
    'a date such as 2000-01-02; readings before it are rejected',
    Date.UTC(2000, 0, 2),
  ),
  setting('mappings', 'MAPPINGS', z.string().min(1), 'a directory of mapping files', null),
  {
    ...setting('mqttUrl', 'MQTT_URL', mqttUrl, 'an mqtt, mqtts, ws or wss URL', null),
    // It may hold a password.
    isSecret: true,
  },
  setting('mqttTopics', 'MQTT_TOPICS', mqttTopics, 'topic filters such as headcount/#,v3/+/devices/+/up', [
    'headcount/#',
  ]),
  setting(
    'mqttClientId',
    'MQTT_CLIENT_ID',
    z.string().regex(/^[A-Za-z0-9._~:@+-]{1,128}$/),
    'up to 128 letters, digits and ._~:@+-',
    'headcount',
  ),
  setting('mqttVersion', 'MQTT_VERSION', z.enum(['5', '3.1.1']), '5 or 3.1.1', '5'),
  setting('densityRanges', 'DENSITY_RANGES', z.enum(['strict', 'open']), 'strict or open', 'strict'),
  setting(
    'densitySessions',
    'DENSITY_SESSIONS',
    z.enum(['merged', 'detections']),
    'merged or detections',
    'merged',
  ),
  setting('densityEnvelope', 'DENSITY_ENVELOPE', z.enum(['bare', 'data']), 'bare or data', 'bare'),
  setting('feedUnknown', 'FEED_UNKNOWN', z.enum(['omit', 'null']), 'omit or null', 'omit'),
  setting(
    'cors',
    'CORS',
    cors,
    '*, off, or origins such as https://a.example.org,https://b.example.org',
    '*',
  ),
  setting('logLevel', 'LOG_LEVEL', z.enum(logLevels), `one of ${logLevels.join(', ')}`, 'info'),
  {
    ...setting(
      'ownerToken',
      'OWNER_TOKEN',
      z.string().regex(/^[A-Za-z0-9._~+/-]{8,255}=*$/),
      'at least 8 characters out of letters, digits and ._~+/-',
      null,
    ),
    isSecret: true,
  },
]

function setting(
  name: keyof Config,
  suffix: string,
  schema: z.ZodType,
  expected: string,
  byDefault: Config[keyof Config],
): Setting {
  return { name, variable: `HEADCOUNT_${suffix}`, schema, expected, default: byDefault, isSecret: false }
}

/** A topic filter of MQTT 5: `+` stands for a whole level, `#` for all that follow and last. */
function isTopicFilter(text: string): boolean {
  if (text === '' || text.length > 1_000) return false
  const levels = text.split('/')
  return levels.every(
    (level, index) =>
      !/[+#\0]/.test(level) || level === '+' || (level === '#' && index === levels.length - 1),
  )
}

function isOrigin(text: string): boolean {
  const origin = text.trim()
  return /^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin
}

function isNetworkList(text: string): boolean {
  return text.split(',').every((part) => {
    const [address = '', length, ...rest] = part.trim().split('/')
    if (namedNetworks.has(address)) return length === undefined
    const version = isIP(address)
    if (version === 0 || rest.length > 0) return false
    return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128))
  })
}
