import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'

type Json = { readonly [name: string]: Json | undefined }

/** An answer, as far as a document says how it is. */
export interface AnswerToCheck {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** The published OpenAPI document of one surface, to hold responses against. */
export class PublishedDocument {
  readonly #document: Json
  readonly #ajv: Ajv2020
  /** Operations and answers that something was held against, such as `getLocation 200`. */
  readonly checked = new Set<string>()

  constructor(document: Json) {
    this.#document = closed(document)
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
    addFormats.default(this.#ajv)
    this.#ajv.addSchema(this.#document, 'document')
  }

  /** Reads the document as a client would. */
  static async of(app: FastifyInstance, prefix: string): Promise<PublishedDocument> {
    return new PublishedDocument((await app.inject(`${prefix}/openapi.json`)).json())
  }

  /** Every operation that is published. */
  get operationIds(): readonly string[] {
    return Object.values(this.#document['paths'] ?? {})
      .flatMap((path) => Object.values(path ?? {}))
      .map((operation) => String(operation?.['operationId']))
  }

  /**
   * What is wrong with a response as the answer of an operation, by its document; nothing when it fits. Members that
   * the document does not tell of are wrong too.
   */
  problems(operationId: string, response: AnswerToCheck): readonly string[] {
    const pointer = this.#pointerTo(operationId)
    const responses = this.#at(pointer)?.['responses']
    const status = String(response.statusCode)
    if (
      response.body === '' &&
      responses?.[status] !== undefined &&
      responses[status]['content'] === undefined
    ) {
      this.checked.add(`${operationId} ${status}`)
      return []
    }
    const mediaType = String(response.headers['content-type']).split(';', 1)[0] ?? ''
    const schema = responses?.[status]?.['content']?.[mediaType]?.['schema']
    if (schema === undefined)
      return [`${operationId} does not tell of ${response.statusCode} as ${mediaType}`]
    this.checked.add(`${operationId} ${status}`)
    const validate = this.#validator([...pointer, 'responses', status, 'content', mediaType, 'schema'])
    const body: unknown = mediaType.endsWith('json') ? JSON.parse(response.body) : response.body
    return validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  /** What is wrong with a body as the request of an operation, by its document. */
  requestProblems(operationId: string, body: unknown): readonly string[] {
    const path = [...this.#pointerTo(operationId), 'requestBody', 'content', 'application/json', 'schema']
    const validate = this.#validator(path)
    return validate(body) ? [] : (validate.errors ?? []).map(({ message }) => String(message))
  }

  #validator(path: readonly string[]): ValidateFunction {
    const pointer = path.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
    const validate = this.#ajv.getSchema(`document#/${pointer.join('/')}`)
    if (validate === undefined) throw new Error(`No schema at ${path.join(' ')}`)
    return validate
  }

  #pointerTo(operationId: string): readonly string[] {
    for (const [path, methods] of Object.entries(this.#document['paths'] ?? {}))
      for (const [method, operation] of Object.entries(methods ?? {}))
        if (String(operation?.['operationId']) === operationId) return ['paths', path, method]
    throw new Error(`No operation ${operationId}`)
  }

  #at(path: readonly string[]): Json | undefined {
    return path.reduce<Json | undefined>((value, step) => value?.[step], this.#document)
  }
}

/** A document in which no object may have members that it does not tell of. */
function closed(value: Json): Json {
  const copy: unknown = JSON.parse(JSON.stringify(value), (_name, each: Json | null) => {
    const isClosable =
      each !== null &&
      typeof each === 'object' &&
      each['properties'] !== undefined &&
      each['type'] !== undefined
    return isClosable ? { additionalProperties: false, ...each } : each
  })
  return copy as Json
}
