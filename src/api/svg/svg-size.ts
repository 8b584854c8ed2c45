import { imageSize } from 'image-size'
import { invalid } from '../../domain/errors.ts'

/** The attributes of a root element that say how large the image is. */
export interface SvgSize {
  /** Pixels. */
  readonly width: number
  /** Pixels. */
  readonly height: number
  /** Always there, so that the image scales as a whole. */
  readonly viewBox: string
}

/**
 * The size of an SVG by the attributes of its root: `width` and `height`, what is missing or relative by the
 * `viewBox`. Throws `invalid` when they do not say.
 */
export function svgSize(attributes: Readonly<Record<string, string>>): SvgSize {
  const viewBox = readViewBox(attributes['viewBox'])
  const given = [
    ['width', readLength(attributes['width'])],
    ['height', readLength(attributes['height'])],
    ['viewBox', viewBox],
  ].flatMap(([name, value]) => (value === null ? [] : `${name}="${value}"`))
  const { width, height } = sizeOf(`<svg ${given.join(' ')}>`)
  return { width, height, viewBox: viewBox ?? `0 0 ${width} ${height}` }
}

function sizeOf(root: string): { readonly width: number; readonly height: number } {
  try {
    const { width, height } = imageSize(Buffer.from(root))
    // Numbers such as 1e9 are not read, and left out.
    if (!Number.isInteger(width) || !Number.isInteger(height)) throw new RangeError('A side is missing.')
    return { width, height }
  } catch (cause) {
    const error = invalid('invalid_image', 'The SVG must have a width and a height, or a viewBox.')
    throw Object.assign(error, { cause })
  }
}

/** No length or view box that means something is longer; what meets a pattern is bounded. */
const MAX_CHARACTERS = 100

/** A length that does not depend on what is around the image; `null` for any other. */
function readLength(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  if (trimmed.length > MAX_CHARACTERS) return null
  return /^(\d+\.?\d*|\.\d+)(px|in|cm|mm|em|ex|pc|pt)?$/.test(trimmed) ? trimmed : null
}

function readViewBox(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  if (trimmed.length > MAX_CHARACTERS) return null
  const numbers = trimmed.split(/\s*,\s*|\s+/).map(Number)
  const [, , width = 0, height = 0] = numbers
  const isRight = numbers.length === 4 && numbers.every(Number.isFinite) && width > 0 && height > 0
  return isRight ? numbers.join(' ') : null
}
