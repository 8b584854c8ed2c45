import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt'
import { generate } from 'mqtt-packet'

/** Where messages come from. */
export interface BrokerOptions {
  /** `mqtt`, `mqtts`, `ws` or `wss`, with a user name and password where the broker asks for them. */
  readonly url: string
  /** Topic filters. */
  readonly topics: readonly string[]
  /** Under which the broker keeps what arrives while nobody listens. */
  readonly clientId: string
  readonly version: '5' | '3.1.1'
}

export interface BrokerListener {
  /** Resolves once a message is durable, and it may be acknowledged; rejects when it has to come again. */
  onMessage(topic: string, payload: Buffer): Promise<void>
  onConnected(isConnected: boolean): void
  onError(error: Error): void
}

/** Messages that may be under way at once; the broker is told, and a broker that does not mind waits. */
const MAX_UNDER_WAY = 2_000
/** How long a broker keeps the session of a server that is away. */
const SESSION_SECONDS = 7 * 24 * 3600
const RECONNECT_MS = 2_000
/** Bytes of messages that may be under way at once. */
const MAX_BYTES_UNDER_WAY = 64 * 1024 * 1024
/** How long the broker may take to end the connection. */
const FAREWELL_MS = 1_000

/** What ends the client's own acknowledgement: ours follows when the message is durable. */
const acknowledgedLater = new Error('acknowledged later')

/**
 * A lasting session at a broker. Messages of QoS 1 are taken side by side, so that many share one commit, and each is
 * acknowledged when it is durable; the client by itself would take one after the other.
 */
export class BrokerConnection {
  readonly #listener: BrokerListener
  readonly #options: BrokerOptions
  readonly #underWay = new Set<Promise<void>>()
  #waiting: (() => void)[] = []
  #client: MqttClient | null = null
  #isStopped = false
  #isSubscribed = false
  #bytesUnderWay = 0

  constructor(options: BrokerOptions, listener: BrokerListener) {
    this.#options = options
    this.#listener = listener
  }

  get isConnected(): boolean {
    return this.#client?.connected ?? false
  }

  /** Begins to connect, and goes on trying for as long as it takes. */
  start(): void {
    const client = connect(this.#options.url, this.#clientOptions())
    this.#client = client
    client.handleMessage = (_packet, next) => this.#whenThereIsRoom(next)
    client.on('connect', ({ sessionPresent }) => {
      this.#listener.onConnected(true)
      if (!sessionPresent || !this.#isSubscribed) this.#subscribe(client)
    })
    client.on('close', () => this.#listener.onConnected(false))
    client.on('error', (error) => {
      if (error !== acknowledgedLater) this.#listener.onError(error)
    })
    // Messages of QoS 0, which nobody acknowledges.
    client.on('message', (topic, payload) => void this.#take(topic, payload, () => undefined))
  }

  /** Takes no further message, waits for those under way, and leaves; the broker keeps the session. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all(this.#underWay)
    // A broker that is cut off says no goodbye.
    const impatience = setTimeout(() => this.#client?.end(true), FAREWELL_MS)
    await this.#client?.endAsync().catch((error) => this.#listener.onError(error))
    clearTimeout(impatience)
  }

  #clientOptions(): IClientOptions {
    const { clientId, version } = this.#options
    return {
      clientId,
      clean: false,
      reconnectOnConnackError: true,
      protocolVersion: version === '5' ? 5 : 4,
      reconnectPeriod: RECONNECT_MS,
      // The session holds the subscriptions.
      resubscribe: false,
      ...(version === '5' && {
        properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: MAX_UNDER_WAY },
      }),
      customHandleAcks: (topic, payload, packet, done) => this.#receive(topic, payload, packet, done),
    }
  }

  #subscribe(client: MqttClient): void {
    // Messages that the broker retained come with the first subscription alone: they are not said again.
    client.subscribe([...this.#options.topics], { qos: 1, rh: 1 }, (error, granted = []) => {
      if (error) return this.#listener.onError(error)
      this.#isSubscribed = true
      const refused = granted.filter(({ qos }) => qos >= 128).map(({ topic }) => topic)
      if (refused.length > 0) {
        this.#listener.onError(new Error(`The broker refuses the subscription to ${refused.join(', ')}.`))
      }
    })
  }

  /** A message of QoS 1. The packet is not acknowledged on another connection, where its number is another message's. */
  #receive(topic: string, payload: Buffer, packet: IPublishPacket, done: (error: Error) => void): void {
    const client = this.#client
    const stream = client?.stream
    const acknowledge = () => {
      if (
        stream === undefined ||
        client?.stream !== stream ||
        stream.destroyed ||
        packet.messageId === undefined
      )
        return
      stream.write(generate({ cmd: 'puback', messageId: packet.messageId, reasonCode: 0 }, this.#codec()))
    }
    this.#take(topic, payload, acknowledge)
    this.#whenThereIsRoom(() => done(acknowledgedLater))
  }

  #codec(): { readonly protocolVersion: number } {
    return { protocolVersion: this.#options.version === '5' ? 5 : 4 }
  }

  #take(topic: string, payload: Buffer, acknowledge: () => void): void {
    if (this.#isStopped) return
    const taking = this.#listener.onMessage(topic, payload).then(acknowledge, (error) => {
      if (!this.#isStopped) this.#listener.onError(error)
    })
    this.#underWay.add(taking)
    this.#bytesUnderWay += payload.length
    void taking.then(() => {
      this.#underWay.delete(taking)
      this.#bytesUnderWay -= payload.length
      if (this.#hasRoom()) this.#waiting.shift()?.()
    })
  }

  #whenThereIsRoom(next: () => void): void {
    if (this.#hasRoom()) next()
    else this.#waiting.push(next)
  }

  #hasRoom(): boolean {
    return this.#underWay.size < MAX_UNDER_WAY && this.#bytesUnderWay < MAX_BYTES_UNDER_WAY
  }
}
