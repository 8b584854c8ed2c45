import type { Correction, NewCorrection } from '../../../src/client/correction-wire.ts'
import { corrected } from '../state/corrected.ts'
import { get, send } from './server.ts'

/** What changes the count of a space, or of one in it; the last one made first. */
export const correctionsOf = (space: string, signal?: AbortSignal) =>
  get<readonly Correction[]>('/api/corrections', { space_id: space }, signal)
export async function createCorrection(correction: NewCorrection): Promise<Correction> {
  const made = await send<Correction>('POST', '/api/corrections', correction)
  corrected()
  return made
}
/** Every figure is again what it was before. */
export async function undoCorrection(id: string): Promise<void> {
  await send('DELETE', `/api/corrections/${encodeURIComponent(id)}`)
  corrected()
}
