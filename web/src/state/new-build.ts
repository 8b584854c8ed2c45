const HOUR_MS = 3_600_000
const RELOAD_MS = 30_000

/** Loads the page anew after a while: a part of it that could not be loaded once is not asked for again otherwise. */
export function reloadSoon(): Promise<never> {
  return new Promise(() => setTimeout(() => location.reload(), RELOAD_MS))
}

/**
 * Reloads the page when the server serves another build of it: a screen on a wall has nobody who would. Looked for
 * every hour, and at once by the function it answers. Answers how to end, too.
 */
export function followBuilds(): { readonly look: () => void; readonly end: () => void } {
  const timer = setInterval(reloadIfOutdated, HOUR_MS)
  return { look: reloadIfOutdated, end: () => clearInterval(timer) }
}

/** Reloads the page if the server serves another build of it now. */
export function reloadIfOutdated(): void {
  isOutdated().then(
    (outdated) => {
      if (outdated) location.reload()
    },
    () => undefined,
  )
}

/** Whether the page that the server gives now begins with another script than this one did. */
async function isOutdated(): Promise<boolean> {
  const response = await fetch(location.pathname, { cache: 'no-store', headers: { accept: 'text/html' } })
  if (!response.ok) return false
  const served = scriptOf(new DOMParser().parseFromString(await response.text(), 'text/html'))
  const own = scriptOf(document)
  return served !== null && own !== null && served !== own
}

/** Its name changes with whatever is in it and in what it loads. */
function scriptOf(page: Document): string | null {
  return page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null
}
