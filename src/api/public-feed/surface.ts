import { messageError } from '../occuspace-v1/errors.ts'
import type { Surface } from '../surface.ts'
import { compareComponents, liveComponents } from './components.ts'
import { getCompareFeed } from './get-compare-feed.ts'
import { getLiveFeed } from './get-live-feed.ts'

const error = { schema: messageError, mediaType: 'application/json' }

/** The public feed's present: what displays and apps poll without a token (occuspace.md §5). */
export const liveFeed: Surface = {
  prefix: '/live',
  document: {
    title: 'Headcount: public feed, live',
    description: 'How full the sites are that their owners have published. Needs no token.',
    components: liveComponents,
    error,
  },
  missingCredentials: 'unauthenticated',
  crossOrigin: true,
  operations: [getLiveFeed],
}

/** The public feed's comparison with what is usual (occuspace.md §5). */
export const compareFeed: Surface = {
  prefix: '/compare',
  document: {
    title: 'Headcount: public feed, compared',
    description: 'How published sites compare with the same hour of past weeks. Needs no token.',
    components: compareComponents,
    error,
  },
  missingCredentials: 'unauthenticated',
  crossOrigin: true,
  operations: [getCompareFeed],
}
