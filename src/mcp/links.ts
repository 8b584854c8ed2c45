/** Addresses of the dashboard's pages, for people who want to look at what a tool answered. */
export class Links {
  readonly #base: string

  /** `base` is where the dashboard is, such as `https://headcount.example.org`. */
  constructor(base: string) {
    this.#base = base.replace(/\/+$/, '')
  }

  now(): string {
    return `${this.#base}/`
  }

  space(id: string): string {
    return `${this.#base}/spaces/${encodeURIComponent(id)}`
  }

  compare(): string {
    return `${this.#base}/compare`
  }

  changes(): string {
    return `${this.#base}/changes`
  }

  sensors(): string {
    return `${this.#base}/sensors`
  }
}
