import sanitizeHtml from 'sanitize-html'
import { allowedAttributes, allowedElements, elementsWithText, removedElements } from './allow-list.ts'
import { ElementTree } from './element-tree.ts'
import { withoutProlog } from './prolog.ts'
import { isSafeAddress, isSelfContained, legalText } from './safe-values.ts'
import { type SvgSize, svgSize } from './svg-size.ts'

/** An image in SVG that only draws, with its size in pixels. */
export interface CleanSvg {
  /** Well-formed XML, from the root element on. */
  readonly text: string
  readonly width: number
  readonly height: number
}

type Attributes = Readonly<Record<string, string>>

const attributeNames: ReadonlySet<string> = new Set(allowedAttributes)
const namespaces = {
  xmlns: 'http://www.w3.org/2000/svg',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
}

/** What is the same for every image. */
const rules: sanitizeHtml.IOptions = {
  parser: { xmlMode: true, decodeEntities: true },
  allowedTags: [...allowedElements],
  allowedAttributes: { '*': [...allowedAttributes, ...Object.keys(namespaces)] },
  nonTextTags: [...removedElements],
  // XML has no attributes without a value.
  nonBooleanAttributes: ['*'],
  selfClosing: [],
  // What an address may be is decided below, more narrowly than by its scheme.
  allowedSchemes: ['data'],
  parseStyleAttributes: false,
}

/**
 * An SVG without all that could do anything but draw: no script, no event handler, no foreign content, no animation,
 * nothing that is loaded from elsewhere, no document type and so no entities. Throws `invalid` for what is no SVG,
 * has no size, or is built to overwhelm whoever draws it.
 */
export function sanitizeSvg(source: string): CleanSvg {
  const tree = new ElementTree()
  const styles: string[] = []
  let style = ''
  let size: SvgSize = { width: 0, height: 0, viewBox: '' }
  const text = sanitizeHtml(withoutProlog(legalText(source)), {
    ...rules,
    transformTags: {
      '*': (tagName, attributes) => {
        const attribs = safeAttributes(tagName, attributes)
        if (!tree.isAtRoot()) return { tagName, attribs }
        size = svgSize(attribs)
        const { width, height, viewBox } = size
        return {
          tagName,
          attribs: { ...namespaces, ...attribs, width: `${width}`, height: `${height}`, viewBox },
        }
      },
    },
    // Escaped text. A style sheet is put together from its pieces and goes elsewhere, or nowhere.
    textFilter: (escaped, element) => {
      const kept = legalText(escaped)
      if (element === 'style') style += kept
      return elementsWithText.has(element) ? kept : ''
    },
    onOpenTag: (name, attributes) => {
      tree.open(name, attributes)
      if (name === 'style') style = appliesAlways(attributes) ? '' : '@import'
    },
    onCloseTag: (name) => {
      tree.close()
      if (name === 'style' && isSelfContained(style)) styles.push(style)
    },
  })
  tree.finish()
  return { text: withStyles(text, styles), width: size.width, height: size.height }
}

function safeAttributes(element: string, attributes: Attributes): Record<string, string> {
  const safe: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (!attributeNames.has(name)) continue
    const legal = legalText(value)
    const isAddress = name === 'href' || name === 'xlink:href'
    if (isAddress ? isSafeAddress(element, legal) : isSelfContained(legal)) safe[name] = legal
  }
  return safe
}

/** Whether a style sheet is one of CSS, for every medium. */
function appliesAlways({ type = 'text/css', media = 'all' }: Attributes): boolean {
  return type === 'text/css' && ['all', 'screen'].includes(media.trim())
}

/** Puts the style sheets into the root, which they hold for wherever they stood. */
function withStyles(text: string, styles: readonly string[]): string {
  const sheets = styles.filter((sheet) => sheet.trim() !== '')
  if (sheets.length === 0) return text
  // Inside values `>` is escaped, so the first one ends the root's opening tag.
  const inside = text.indexOf('>') + 1
  return `${text.slice(0, inside)}<style>${sheets.join('\n')}</style>${text.slice(inside)}`
}
