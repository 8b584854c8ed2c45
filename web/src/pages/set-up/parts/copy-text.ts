/**
 * Copies a text that `shown` shows. Pages that came by plain http, as many do within a building, have no clipboard:
 * there what is shown is selected and copied the old way. Answers whether it could.
 */
export async function copyText(text: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const selection = getSelection()
    if (shown === null || selection === null) return false
    selection.selectAllChildren(shown)
    return document.execCommand('copy')
  }
}
