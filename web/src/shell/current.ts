/**
 * Whether an entry of the main menu is where one is: `page` for the page itself, `true` for one inside it. Spaces of
 * every kind belong to Now, which lists them all.
 */
export function currentOf(href: string, path: string): 'page' | 'true' | undefined {
  if (path === href) return 'page'
  const isInside = href === '/' ? path.startsWith('/spaces/') : path.startsWith(`${href}/`)
  return isInside ? 'true' : undefined
}
