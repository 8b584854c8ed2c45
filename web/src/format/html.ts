const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as HTML shows it: none of it is markup. */
export function encodeHTML(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
