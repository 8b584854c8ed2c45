/** Hours of the local week that count: which of the 168 (weekday 0 = Sunday, hour 0…23) are inside. */
export class WeeklyHours {
  readonly #inside: readonly boolean[]

  /** Takes the question asked of each hour of the week. */
  constructor(includes: (weekday: number, hour: number) => boolean) {
    this.#inside = Array.from({ length: 168 }, (_, index) => includes(Math.floor(index / 24), index % 24))
  }

  /** Whether an hour (0…23) of a weekday (0 = Sunday) is inside. */
  includes(weekday: number, hour: number): boolean {
    return this.#inside[weekday * 24 + hour] === true
  }

  /** Whether every hour of the week is inside. */
  get always(): boolean {
    return this.#inside.every(Boolean)
  }
}
