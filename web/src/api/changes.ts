import type { ChangesPage } from '../../../src/client/native-wire.ts'
import { get } from './server.ts'

const PAGE_SIZE = 50

/** Closed figures that were restated before a position, or up to now, the last ones first. */
export function changedFigures(before: number | null, signal?: AbortSignal): Promise<ChangesPage> {
  return get('/api/changes', { order: 'newest', limit: PAGE_SIZE, before }, signal)
}
