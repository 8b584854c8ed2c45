const structure = ['svg', 'g', 'defs', 'symbol', 'use', 'switch', 'title', 'desc']
const shapes = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'image']
const texts = ['text', 'tspan', 'textPath']
const paints = ['linearGradient', 'radialGradient', 'stop', 'pattern', 'clipPath', 'mask', 'marker']
const filters = [
  'filter',
  'feBlend',
  'feColorMatrix',
  'feComponentTransfer',
  'feComposite',
  'feConvolveMatrix',
  'feDiffuseLighting',
  'feDisplacementMap',
  'feDistantLight',
  'feDropShadow',
  'feFlood',
  'feFuncA',
  'feFuncB',
  'feFuncG',
  'feFuncR',
  'feGaussianBlur',
  'feImage',
  'feMerge',
  'feMergeNode',
  'feMorphology',
  'feOffset',
  'fePointLight',
  'feSpecularLighting',
  'feSpotLight',
  'feTile',
  'feTurbulence',
]

/**
 * Elements of SVG that draw. Scripts, foreign content, links and animations are not among them; style sheets are
 * looked at apart.
 */
export const allowedElements: readonly string[] = [...structure, ...shapes, ...texts, ...paints, ...filters]

/** Elements whose text means something. */
export const elementsWithText: ReadonlySet<string> = new Set(['title', 'desc', ...texts])

/** Elements that go with all that is in them. */
export const removedElements: readonly string[] = [
  'script',
  'foreignObject',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'canvas',
  'handler',
  'listener',
  'metadata',
  'animate',
  'animateMotion',
  'animateTransform',
  'animateColor',
  'set',
  'discard',
]

const words = (text: string) => text.trim().split(/\s+/)

const general = words(`
  id class style transform transform-origin version lang xml:lang xml:space role aria-label
  systemLanguage requiredExtensions requiredFeatures`)
const geometry = words(`
  x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy width height d points pathLength rotate viewBox
  preserveAspectRatio textLength lengthAdjust startOffset method spacing side`)
const references = ['href', 'xlink:href']
const presentation = words(`
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
  color-interpolation-filters color-rendering cursor direction display dominant-baseline enable-background
  fill fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size font-size-adjust
  font-stretch font-style font-variant font-weight glyph-orientation-horizontal
  glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color marker marker-end
  marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events
  shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
  unicode-bidi vector-effect visibility white-space word-spacing writing-mode`)
const paintServers = words(`
  gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform
  clipPathUnits maskUnits maskContentUnits markerHeight markerUnits markerWidth orient refX refY`)
const filterParts = words(`
  amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent filterRes
  filterUnits in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength limitingConeAngle mode numOctaves
  operator order pointsAtX pointsAtY pointsAtZ preserveAlpha primitiveUnits radius result scale seed slope
  specularConstant specularExponent stdDeviation stitchTiles surfaceScale tableValues targetX targetY type
  values xChannelSelector yChannelSelector z`)

/** Attributes that the elements may have, in the case that XML tells apart. Those that handle events are not here. */
export const allowedAttributes: readonly string[] = [
  ...general,
  ...geometry,
  ...references,
  ...presentation,
  ...paintServers,
  ...filterParts,
]
