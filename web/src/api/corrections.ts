import { corrected } from '../state/corrected.ts'
import { get, send } from './server.ts'

/** How a person puts a count right (native.md §7). */
export type CorrectionKind = 'reset' | 'offset' | 'ignore' | 'ceiling'

/** A person's word on a count. */
export interface Correction {
  readonly id: string
  readonly kind: CorrectionKind
  readonly space_id: string | null
  readonly sensor: string | null
  /** Spaces whose own count it changes, as far as the session sees them. */
  readonly space_ids: readonly string[]
  readonly from: string
  readonly until: string | null
  readonly people: number | null
  readonly reason: string | null
  /** Id and name of the token or client that made it. */
  readonly actor: string
  readonly created_at: string
}

/** A correction to be made; `at`, `from` and `until` are ISO instants, now where left out. */
export interface NewCorrection {
  readonly kind: CorrectionKind
  readonly space_id?: string
  readonly sensor?: string
  readonly at?: string
  readonly from?: string
  readonly until?: string
  readonly people?: number
  readonly reason?: string
}

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
