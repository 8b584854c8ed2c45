/** Long work that can be left between any two of its steps, and has a result at its end. */
export type Steps<T> = Generator<undefined, T>

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
