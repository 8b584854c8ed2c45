/**
 * An XML text from its root element on: without the declaration, the comments, the instructions and the document
 * type before it. Entities that a document type declares go with it, so that nothing can expand.
 */
export function withoutProlog(text: string): string {
  let at = 0
  for (;;) {
    const next = pastPart(text, at)
    if (next === at) return text.slice(at)
    at = next
  }
}

/** Where a part of the prolog that begins at a place ends; the same place when none does. */
function pastPart(text: string, at: number): number {
  if (text.startsWith('<?', at)) return past(text, '?>', at)
  if (text.startsWith('<!--', at)) return past(text, '-->', at)
  if (text.startsWith('<!DOCTYPE', at)) return pastDocumentType(text, at)
  return at + (/^[\s\uFEFF]+/.exec(text.slice(at, at + 1_024))?.[0].length ?? 0)
}

function past(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from)
  return found === -1 ? text.length : found + end.length
}

/** Literals, comments and instructions may hold any character; declarations stand between brackets. */
function pastDocumentType(text: string, from: number): number {
  const token = /"[^"]*"|'[^']*'|<!--|<\?|[[\]>]/g
  token.lastIndex = from
  let isInside = false
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [word] = found
    if (word === '<!--') token.lastIndex = past(text, '-->', found.index)
    else if (word === '<?') token.lastIndex = past(text, '?>', found.index)
    else if (word === '[' || word === ']') isInside = word === '['
    else if (word === '>' && !isInside) return token.lastIndex
  }
  return text.length
}
