import { densityError } from '../density-v3/errors.ts'
import type { Surface } from '../surface.ts'
import { components } from './components.ts'
import { getCount } from './get-count.ts'
import { getDisplay } from './get-display.ts'
import { getSpace } from './get-space.ts'
import { listCounts } from './list-counts.ts'
import { listSpaces } from './list-spaces.ts'
import { postSocket } from './post-socket.ts'

/** What displays and scrapers still read of the Density v2 API (density-v3.md §12), beside Occuspace's `/v2/locations`. */
export const densityV2: Surface = {
  prefix: '/v2',
  documentPath: '/density/openapi.json',
  document: {
    title: 'Headcount: Density v2',
    description: [
      'What deployed displays and scrapers read of the Density API (v2). People are whole numbers; what is not known is',
      'null, never 0. Times are UTC, `end_time` is exclusive. Lists come in pages of at most 5,000 rows.',
    ].join(' '),
    components,
    error: { schema: densityError.register(components, { id: 'Error' }), mediaType: 'application/json' },
  },
  // As under /v3 (density-v3.md §1).
  missingCredentials: 'forbidden',
  crossOrigin: true,
  operations: [listSpaces, getSpace, getCount, listCounts, getDisplay, postSocket],
}

/** Whether a path, with or without a query behind it, is one of this surface and not of Occuspace's. */
export function isDensityV2(path: string): boolean {
  return /^\/v2\/(spaces|displays|sockets)(?![\w-])/.test(path)
}
