import type { CleanSvg } from './sanitize-svg.ts'

/** What a thread makes of the source of an SVG: a clean image, or why there is none, for the caller to read. */
export type SvgReply =
  | { readonly kind: 'clean'; readonly svg: CleanSvg }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
