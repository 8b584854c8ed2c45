import { disableTypes, imageSize, types } from 'image-size'
import { invalid } from '../domain/errors.ts'
import type { PlanMediaType } from '../domain/portfolio/floor-plan.ts'
import type { NewPlanImage } from '../portfolio/floor-plans.ts'
import type { SvgCleaner } from './svg/clean-svg.ts'

// What is not taken is recognized at most, never looked into.
disableTypes(types.filter((type) => !['png', 'jpg', 'svg'].includes(type)))

/** How far into an image its size is looked for: behind more than any usual amount of notes on how it was made. */
const HEAD_BYTES = 1024 * 1024

/** Largest image that is taken. */
export const PLAN_IMAGE_LIMIT_BYTES = 5 * 1024 * 1024

const typeOfFormat: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['svg', 'image/svg+xml'],
])

/**
 * An image by its bytes: of the type that it is said to be, with the size at which it is shown, an SVG without what
 * does anything but draw. Rejects as `invalid` for what is no such image.
 */
export async function readPlanImage(
  mediaType: PlanMediaType,
  bytes: Buffer,
  cleaner: SvgCleaner,
): Promise<NewPlanImage> {
  if (bytes.length === 0) throw wrong('The body is empty: send the bytes of the image.')
  return mediaType === 'image/svg+xml' ? readSvg(bytes, cleaner) : readPixels(mediaType, bytes)
}

async function readSvg(bytes: Buffer, cleaner: SvgCleaner): Promise<NewPlanImage> {
  const { text, width, height } = await cleaner.clean(decoded(bytes))
  const clean = Buffer.from(text)
  // What stands in it unescaped is escaped by now, and takes up to five times the room.
  if (clean.length > PLAN_IMAGE_LIMIT_BYTES)
    throw wrong('The SVG must be at most 5 MiB, with `&` written as `&amp;`.')
  return { mediaType: 'image/svg+xml', width, height, bytes: clean }
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw Object.assign(wrong('The body must be an SVG image in UTF-8.'), { cause })
  }
}

function readPixels(mediaType: PlanMediaType, bytes: Buffer): NewPlanImage {
  const { width, height, type = '', orientation = 1 } = measured(mediaType, bytes)
  const found = typeOfFormat.get(type) ?? type
  if (found !== mediaType)
    throw wrong(`The body must be ${mediaType}, as \`Content-Type\` says; it is ${found}.`)
  // EXIF: from 5 on the picture lies on its side, and is turned when it is shown.
  const isTurned = orientation >= 5
  return { mediaType, width: isTurned ? height : width, height: isTurned ? width : height, bytes }
}

function measured(mediaType: PlanMediaType, bytes: Buffer): ReturnType<typeof imageSize> {
  try {
    return imageSize(bytes.subarray(0, HEAD_BYTES))
  } catch (cause) {
    throw Object.assign(wrong(`The body must be a whole image of the type ${mediaType}.`), { cause })
  }
}

function wrong(message: string): Error {
  return invalid('invalid_image', message)
}
