/** Gives the browser something to save. */
export function download(fileName: string, content: Blob | string): void {
  const url = typeof content === 'string' ? content : URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  if (typeof content !== 'string') URL.revokeObjectURL(url)
}
