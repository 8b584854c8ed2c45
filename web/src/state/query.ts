import { useLocation } from 'preact-iso'

/** What the address says after `?`, and how to change some of it: `null` takes a parameter out. */
export function useQuery(): [
  Readonly<Record<string, string>>,
  (changes: Readonly<Record<string, string | null>>) => void,
] {
  const { path, query, route } = useLocation()
  const change = (changes: Readonly<Record<string, string | null>>) => {
    // From the address itself: several changes in one moment must not undo each other.
    const parameters = new URLSearchParams(location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) parameters.delete(name)
      else parameters.set(name, value)
    }
    const text = parameters.toString()
    route(text === '' ? path : `${path}?${text}`, true)
  }
  return [query, change]
}
