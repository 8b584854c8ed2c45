import { decoders } from './decoders/decoders.ts'
import type { DeviceMessage, Uplink } from './device-message.ts'
import { openEnvelope } from './envelope.ts'
import { type BoundedExpression, MappingFailure, readExpression } from './expression.ts'
import { type Mapping, mappingSchema } from './mapping.ts'
import { fitOf } from './matching.ts'
import { type Draft, finishReadings } from './readings.ts'

/** What a message became. */
export interface Mapped {
  /** Id of the mapping that fit; `null` for a message that is not about people. */
  readonly mapping: string | null
  /** Readings as the wire has them (native.md §3). */
  readonly readings: readonly Readonly<Record<string, unknown>>[]
}

interface Prepared {
  readonly mapping: Mapping
  readonly device: BoundedExpression | null
  readonly at: BoundedExpression | null
  readonly dedupe: BoundedExpression | null
  readonly readings: BoundedExpression
}

/** Mappings by id, and the choice of the one that fits a message. */
export class MappingLibrary {
  readonly #mappings = new Map<string, Prepared>()

  /** A mapping takes the place of an earlier one of the same id. Throws {@link MappingFailure}. */
  constructor(files: readonly { readonly source: string; readonly content: unknown }[]) {
    for (const { source, content } of files) {
      const prepared = prepare(source, content)
      this.#mappings.set(prepared.mapping.id, prepared)
    }
  }

  /** All mappings, by id. */
  list(): readonly Mapping[] {
    return [...this.#mappings.values()].map(({ mapping }) => mapping)
  }

  has(id: string): boolean {
    return this.#mappings.has(id)
  }

  /**
   * Turns a message into readings with the named mapping, or, with `auto`, the one that fits best. Rejects with
   * {@link MappingFailure} when none fits, or the mapping cannot read it.
   */
  async read(message: DeviceMessage, wanted: string): Promise<Mapped> {
    const uplink = openEnvelope(message)
    if (uplink.kind === 'ignored') return { mapping: null, readings: [] }
    const prepared = wanted === 'auto' ? this.#fitting(uplink) : this.#named(wanted)
    const payload = wordsOf(prepared.mapping, uplink)
    if (payload === null)
      throw new MappingFailure(`The bytes of the message are not those of ${prepared.mapping.name}.`)
    return { mapping: prepared.mapping.id, readings: await read(prepared, uplink, payload, message) }
  }

  #named(id: string): Prepared {
    const prepared = this.#mappings.get(id)
    if (prepared === undefined) throw new MappingFailure(`There is no mapping ${id}.`)
    return prepared
  }

  #fitting(uplink: Uplink): Prepared {
    let best: Prepared | null = null
    let bestFit = 0
    for (const prepared of this.#mappings.values()) {
      const fit = fitOfMapping(prepared.mapping, uplink)
      if (fit > bestFit) [best, bestFit] = [prepared, fit]
    }
    if (best === null)
      throw new MappingFailure('No mapping fits the message: name one in the address, or add one.')
    return best
  }
}

function fitOfMapping(mapping: Mapping, uplink: Uplink): number {
  const payload = wordsOf(mapping, uplink)
  if (payload === null) return 0
  return Math.max(...mapping.match.map((match) => fitOf(match, uplink, payload)))
}

/** The device's words, decoded by ourselves where the network sent bytes alone; `null` for bytes it cannot have sent. */
function wordsOf({ decoder }: Mapping, { payload, bytes }: Uplink): unknown {
  if (bytes === null) return payload
  return decoder === undefined ? null : decoders[decoder](bytes)
}

function prepare(source: string, content: unknown): Prepared {
  const result = mappingSchema.safeParse(content)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new MappingFailure(
      `${source}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a mapping'}`,
    )
  }
  const mapping = result.data
  const optional = (name: 'device' | 'at' | 'dedupe') => {
    const text = mapping[name]
    return text === undefined ? null : readExpression(text, `${name} of mapping ${mapping.id}`)
  }
  return {
    mapping,
    device: optional('device'),
    at: optional('at'),
    dedupe: optional('dedupe'),
    readings: readExpression(mapping.readings, `readings of mapping ${mapping.id}`),
  }
}

async function read(
  prepared: Prepared,
  uplink: Uplink,
  payload: unknown,
  message: DeviceMessage,
): Promise<Mapped['readings']> {
  const bindings = { topic: uplink.topic ?? '', received: message.receivedAt }
  const evaluate = async (expression: BoundedExpression | null) =>
    (await expression?.evaluate(payload, bindings)) ?? null
  const device = message.device ?? (await evaluate(prepared.device)) ?? uplink.device
  if (typeof device !== 'string' || device === '')
    throw new MappingFailure('The message does not say which device sent it.')
  const at = (await evaluate(prepared.at)) ?? uplink.at ?? message.receivedAt
  const dedupe = (await evaluate(prepared.dedupe)) ?? uplink.dedupe
  const drafts = await prepared.readings.evaluate(payload, { ...bindings, at, device })
  return finishReadings(listOf(drafts), { device, at, dedupe, swap: new Set(prepared.mapping.swap) })
}

function listOf(drafts: unknown): readonly Draft[] {
  const list: readonly unknown[] = Array.isArray(drafts) ? drafts : drafts === undefined ? [] : [drafts]
  if (list.every((draft) => typeof draft === 'object' && draft !== null && !Array.isArray(draft)))
    return list as readonly Draft[]
  throw new MappingFailure('The readings of a mapping must be objects.')
}
