import type { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { Pacing } from '../../history/pacing.ts'
import type { DocumentSpace, PortfolioDocument } from '../../portfolio/portfolio-document.ts'
import { expectation } from '../expectation.ts'
import { describeIssues } from '../validation.ts'
import {
  documentOutline,
  documentParts,
  readDocumentDisplay,
  readDocumentDoorway,
  readDocumentSensor,
  readDocumentSpace,
} from './document-wire.ts'

/** How many spaces, sensors, doorways, displays and labels one document may have: what one write can hold. */
export const MAX_DOCUMENT_THINGS = 10_000

type Path = readonly PropertyKey[]

/**
 * Checks a document piece by piece, giving way to other requests in between, and puts it in the words of the portfolio
 * service. Throws `invalid`, naming each wrong field, for what is no such document; `subject` is what has no field.
 */
export async function readDocument(raw: unknown, subject = 'The document'): Promise<PortfolioDocument> {
  const reader = new DocumentReader()
  const document = await reader.read(raw)
  if (reader.issues.length > 0) throw invalid('invalid_document', describeIssues(reader.issues, subject))
  return document
}

class DocumentReader {
  readonly issues: z.core.$ZodIssue[] = []
  readonly #pacing = new Pacing()
  #things = 0

  async read(raw: unknown): Promise<PortfolioDocument> {
    const outline = this.#check(documentOutline, raw, [])
    const { space: _space, ...parts } = documentParts
    const { spaces, sensors, doorways, displays, labels } = outline ?? {}
    return {
      spaces: await this.#each(spaces, ['spaces'], (value, path) => this.#space(value, path)),
      sensors: await this.#each(sensors, ['sensors'], this.#reading(parts.sensor, readDocumentSensor)),
      doorways: await this.#each(doorways, ['doorways'], this.#reading(parts.doorway, readDocumentDoorway)),
      displays: await this.#each(displays, ['displays'], this.#reading(parts.display, readDocumentDisplay)),
      labels: await this.#each(
        labels,
        ['labels'],
        this.#reading(parts.label, (label) => label),
      ),
    }
  }

  /** A space and all below it; `null` when it is wrong, whose children are then not looked at. */
  async #space(raw: unknown, path: Path): Promise<DocumentSpace | null> {
    const space = this.#check(documentParts.space, raw, path)
    if (space === null) return null
    const children = await this.#each(space.children, [...path, 'children'], (child, at) =>
      this.#space(child, at),
    )
    return readDocumentSpace(space, children)
  }

  #reading<Body, Thing>(schema: z.ZodType<Body>, read: (body: Body) => Thing) {
    return (raw: unknown, path: Path): Thing | null => {
      const body = this.#check(schema, raw, path)
      return body === null ? null : read(body)
    }
  }

  async #each<Thing>(
    list: readonly unknown[] | undefined,
    path: Path,
    read: (raw: unknown, path: Path) => Thing | null | Promise<Thing | null>,
  ): Promise<Thing[] | undefined> {
    if (list === undefined) return undefined
    this.#count(list.length)
    const things: Thing[] = []
    for (const [index, raw] of list.entries()) {
      await this.#pacing.breathe()
      const thing = await read(raw, [...path, index])
      if (thing !== null) things.push(thing)
    }
    return things
  }

  #count(more: number): void {
    this.#things += more
    if (this.#things <= MAX_DOCUMENT_THINGS) return
    throw invalid(
      'document_too_large',
      `A document may have at most ${MAX_DOCUMENT_THINGS} spaces, sensors, doorways, displays and labels in all: apply it in parts. What a part does not mention stays.`,
    )
  }

  #check<Body>(schema: z.ZodType<Body>, raw: unknown, path: Path): Body | null {
    const result = schema.safeParse(raw, { error: expectation })
    if (result.success) return result.data
    for (const issue of result.error.issues) this.issues.push({ ...issue, path: [...path, ...issue.path] })
    return null
  }
}
