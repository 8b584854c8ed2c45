import type { FastifyBaseLogger } from 'fastify'
import type { Readiness, Services } from '../api/services.ts'
import type { MqttIngest } from '../mqtt/mqtt-ingest.ts'
import type { Config } from './config.ts'

/** The way in from a broker, into the first organization; `null` where none is configured. It is not started. */
export async function createMqttIngest(
  config: Config,
  { devices, identity, clock, metrics }: Pick<Services, 'devices' | 'identity' | 'clock' | 'metrics'>,
  logger: FastifyBaseLogger,
): Promise<MqttIngest | null> {
  const [organization] = await identity.organizations()
  if (config.mqttUrl === null || organization === undefined) return null
  const [{ MessageTaker }, { MqttIngest }] = await Promise.all([
    import('../mqtt/message-taker.ts'),
    import('../mqtt/mqtt-ingest.ts'),
  ])
  const { mqttUrl: url, mqttTopics: topics, mqttClientId: clientId, mqttVersion: version } = config
  const sender = { organization: organization.key, actor: 'system', spaces: null }
  return new MqttIngest({
    broker: { url, topics, clientId, version },
    taker: new MessageTaker({ devices, sender, clock }),
    onTaken: (outcome) => metrics.observeMessage(outcome),
    onConnected: (isConnected) => {
      metrics.setBrokerConnected(isConnected)
      logger.info({ topics, clientId }, isConnected ? 'connected to the MQTT broker' : 'no MQTT broker')
    },
    onError: (error) => logger.warn({ err: error }, 'MQTT'),
  })
}

/** Whether the server can do its work, the broker included. */
export function withBroker(
  readiness: () => Promise<Readiness>,
  mqtt: Pick<MqttIngest, 'isConnected'> | null,
): () => Promise<Readiness> {
  return async () => {
    const state = await readiness()
    if (!state.ready || mqtt === null || mqtt.isConnected) return state
    return { ...state, ready: false, reason: 'The MQTT broker cannot be reached.' }
  }
}
