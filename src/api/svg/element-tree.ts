import { invalid } from '../../domain/errors.ts'
import { idsReferredTo } from './safe-values.ts'

/** Most elements of an image: more cannot be looked at without keeping others waiting. */
const ELEMENTS_LIMIT = 100_000
/** Most elements inside each other; browsers give up at some thousands. */
const DEPTH_LIMIT = 256
/** Most elements that an image may come to when every reference is drawn out. */
const DRAWN_LIMIT = 1_000_000
/** Longest chain of references and nesting that is followed. */
const CHAIN_LIMIT = 2_000

interface Element {
  readonly children: Element[]
  readonly refersTo: readonly string[]
  /** Elements it comes to when drawn; `null` while not known. */
  drawn: number | null
  isBeingCounted: boolean
}

/**
 * Follows the elements of an image as they open and close, and refuses as `invalid` what has no single root `svg`,
 * or is built to be more than can be drawn.
 */
export class ElementTree {
  readonly #byId = new Map<string, Element>()
  readonly #open: Element[] = []
  #root: Element | null = null
  #count = 0

  /** Whether the element that was opened last is the root. */
  isAtRoot(): boolean {
    return this.#open.length === 1
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1)
    if (parent === undefined && (name !== 'svg' || this.#root !== null)) {
      throw wrong('must be one <svg> element, without a prefix, and nothing beside it')
    }
    this.#count++
    if (this.#count > ELEMENTS_LIMIT) throw wrong('must have at most 100,000 elements')
    if (this.#open.length >= DEPTH_LIMIT) throw wrong('must not have more than 256 elements in each other')
    const element = { children: [], refersTo: idsReferredTo(attributes), drawn: null, isBeingCounted: false }
    this.#root ??= element
    parent?.children.push(element)
    this.#open.push(element)
    const { id } = attributes
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, element)
  }

  close(): void {
    this.#open.pop()
  }

  /** To be called at the end. */
  finish(): void {
    if (this.#root === null) throw wrong('must have an <svg> element')
    if (this.#drawn(this.#root, 0) > DRAWN_LIMIT) throw wrong('must not repeat parts of itself endlessly')
  }

  #drawn(element: Element, depth: number): number {
    if (element.drawn !== null) return element.drawn
    // A circle of references is drawn by no browser.
    if (element.isBeingCounted) return 0
    if (depth > CHAIN_LIMIT) throw wrong('must not refer to itself in chains this long')
    element.isBeingCounted = true
    const targets = element.refersTo.flatMap((id) => this.#byId.get(id) ?? [])
    let drawn = 1
    for (const part of [...element.children, ...targets]) drawn += this.#drawn(part, depth + 1)
    element.isBeingCounted = false
    element.drawn = drawn
    return drawn
  }
}

function wrong(rule: string): Error {
  return invalid('invalid_image', `The SVG ${rule}.`)
}
