/** What ends something that goes on by itself: as much of an `AbortSignal` as the ports need. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(event: 'abort', listener: () => void): void
  removeEventListener(event: 'abort', listener: () => void): void
}
