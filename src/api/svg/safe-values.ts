/** Elements that show an image of their own. */
const imageElements: ReadonlySet<string> = new Set(['image', 'feImage'])

/** Characters that XML 1.0 has no place for, written out or as references. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** A text without the characters that would make XML ill-formed. */
export function legalText(text: string): string {
  return text.replaceAll(illegal, '')
}

/**
 * Whether a style sheet, or the value of an attribute, refers to nothing but parts of its own document. Escapes, with
 * which anything can be written in disguise, are taken for the worst.
 */
export function isSelfContained(css: string): boolean {
  if (css.includes('\\')) return false
  if (/@import|javascript:|expression\s*\(|\b(image-set|image|src|cross-fade)\s*\(/i.test(css)) return false
  return !/url\s*\((?!\s*["']?#)/i.test(css)
}

/** Whether the address in an `href` is a part of its own document, or an image that it holds itself. */
export function isSafeAddress(element: string, address: string): boolean {
  const trimmed = address.trim()
  if (/^#[^\s"'<>]+$/.test(trimmed)) return true
  return imageElements.has(element) && /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/=\s]+$/.test(trimmed)
}

/** The ids that the attributes of an element refer to, as `href="#id"` or `url(#id)`. */
export function idsReferredTo(attributes: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (name === 'href' || name === 'xlink:href')
      return value.trim().startsWith('#') ? [value.trim().slice(1)] : []
    return [...value.matchAll(/url\s*\(\s*["']?#([^"')\s]+)/gi)].flatMap(([, id]) => id ?? [])
  })
}
