/** Browsers begin to read what is saved after the click, some of them only once a question to the user is answered. */
const KEPT_MS = 60_000

/** Gives the browser something to save. */
export function download(fileName: string, content: Blob | string): void {
  const url = typeof content === 'string' ? content : URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  if (typeof content !== 'string') setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
