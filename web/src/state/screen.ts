import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { DensitySpace } from '../../../src/client/density-wire.ts'
import { HeadcountError } from '../../../src/client/headcount-error.ts'
import { type DisplayPlan, DisplayReader, type ShownDisplay } from '../api/display.ts'
import { followLive, liveStatus } from './live.ts'
import { takeScreenKey } from './screen-key.ts'
import { ScreenToken } from './screen-token.ts'

/** What a screen shows, apart from what changes by the second. */
export interface ScreenPicture {
  readonly display: ShownDisplay
  readonly floor: DensitySpace
  /** Spaces below the floor that are in use and count, in the order of the set-up. */
  readonly spaces: readonly DensitySpace[]
  readonly plan: DisplayPlan
  /** The plan's image as an address of this page's own; `null` without one. */
  readonly image: string | null
}

/**
 * How a screen stands. `waiting`: the server has not been reached yet; `unlinked`: nothing lets the screen in;
 * `refused`: what let it in does so no more; `gone`: there is no such display, or no such floor, any more.
 */
export type ScreenState =
  | { readonly kind: 'starting' | 'waiting' | 'unlinked' | 'refused' | 'gone' }
  | { readonly kind: 'shown'; readonly picture: ScreenPicture }

/** How often the display is asked about, whatever has been the answer before. */
const CHECK_MS = 60_000
/** The same while there has been no answer. */
const UNANSWERED_CHECK_MS = 5_000
/** How long the spaces and the plan are taken to be as they were read. */
const PICTURE_LIFETIME_MS = 5 * 60_000

/** Keeps a display's screen as it should be, for months. */
export class Screen {
  readonly #id: string
  readonly #token: ScreenToken
  readonly #isSession: boolean
  readonly #state: Signal<ScreenState> = signal({ kind: 'starting' })
  readonly #end = new AbortController()
  #readAt = 0
  #endLive: (() => void) | null = null
  #isWoken = false
  #endPause: () => void = () => undefined

  private constructor(id: string) {
    const key = takeScreenKey(id)
    this.#id = id
    this.#isSession = key.kind === 'session'
    this.#token = new ScreenToken(id, key)
  }

  static open(id: string): Screen {
    const screen = new Screen(id)
    void screen.#run()
    return screen
  }

  get state(): ReadonlySignal<ScreenState> {
    return this.#state
  }

  close(): void {
    this.#end.abort()
    this.#wake()
    this.#become({ kind: 'starting' })
  }

  async #run(): Promise<void> {
    // A stream that ended, or came back, is a reason to look what else is different.
    let before = liveStatus.value
    const forget = effect(() => {
      const now = liveStatus.value
      if (now !== before && before !== 'connecting' && now !== 'connecting') this.#wake()
      before = now
    })
    while (!this.#end.signal.aborted) {
      this.#isWoken = false
      const isAnswered = await this.#check()
      // What happened while it was asked may not be in the answer.
      if (!this.#isWoken) await this.#pause(isAnswered ? CHECK_MS : UNANSWERED_CHECK_MS)
    }
    forget()
  }

  #wake(): void {
    this.#isWoken = true
    this.#endPause()
  }

  /** Whether the server said how things stand. */
  async #check(): Promise<boolean> {
    try {
      await this.#read()
      return true
    } catch (error) {
      if (!this.#end.signal.aborted) this.#fail(error)
      return error instanceof HeadcountError && isVerdict(error)
    }
  }

  async #read(isAgain = false): Promise<void> {
    try {
      const reader = new DisplayReader(await this.#token.bearer())
      const display = await reader.display(this.#id)
      const known = this.#state.peek()
      const isFresh = Date.now() - this.#readAt < PICTURE_LIFETIME_MS
      const isSame = known.kind === 'shown' && sameDisplay(known.picture.display, display)
      if (isFresh && isSame) return
      const picture = await this.#pictureOf(reader, display)
      if (this.#end.signal.aborted) return
      this.#readAt = Date.now()
      this.#become(picture === null ? { kind: 'gone' } : { kind: 'shown', picture })
    } catch (error) {
      // The token may have ended before its time: what it was issued for may still be good.
      if (isAgain || !isUnauthenticated(error) || !this.#token.isRenewable) throw error
      this.#token.forget()
      await this.#read(true)
    }
  }

  async #pictureOf(reader: DisplayReader, display: ShownDisplay): Promise<ScreenPicture | null> {
    const [all, plan] = await Promise.all([reader.spaces(), reader.plan(display.floor_id)])
    const floor = all.find(({ id }) => id === display.floor_id)
    if (floor === undefined) return null
    const bytes = plan.image === null ? null : await reader.image(plan.image.url)
    const image = bytes === null ? null : URL.createObjectURL(bytes)
    return { display, floor, spaces: countedBelow(floor, all), plan, image }
  }

  #fail(error: unknown): void {
    const status = error instanceof HeadcountError ? error.status : null
    if (status === 401) this.#become({ kind: this.#isSession ? 'unlinked' : 'refused' })
    else if (status === 403) this.#become({ kind: 'refused' })
    else if (status === 404) this.#become({ kind: 'gone' })
    // The last picture stays: that it is old is said beside it.
    else if (this.#state.peek().kind !== 'shown') this.#become({ kind: 'waiting' })
  }

  #become(state: ScreenState): void {
    const before = this.#state.peek()
    if (before.kind === 'shown' && before.picture.image !== null) URL.revokeObjectURL(before.picture.image)
    this.#state.value = state
    if (state.kind === 'shown') this.#endLive ??= followLive(() => this.#token.headers())
    else {
      this.#endLive?.()
      this.#endLive = null
      this.#readAt = 0
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

/** Whether an error is about this screen rather than about the server or the way there. */
function isVerdict({ status }: HeadcountError): boolean {
  return status === 401 || status === 403 || status === 404
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof HeadcountError && error.status === 401
}

function sameDisplay(a: ShownDisplay, b: ShownDisplay): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What is below a floor and counts: a space that nobody counts in would be unknown for ever. */
function countedBelow(floor: DensitySpace, all: readonly DensitySpace[]): readonly DensitySpace[] {
  const byId = new Map(all.map((space) => [space.id, space]))
  const below = ({ children_ids: ids }: DensitySpace): readonly DensitySpace[] =>
    ids.flatMap((id) => {
      const child = byId.get(id)
      return child === undefined ? [] : [child, ...below(child)]
    })
  const counted = below(floor).filter(
    ({ space_type: type, status, counting_mode: mode }) =>
      type === 'space' && status === 'live' && mode !== null,
  )
  return counted.length > 0 ? counted : [floor]
}
