/** Long work that can be left between any two of its steps, and has a result at its end. */
export type Steps<T> = Generator<undefined, T>

/** Items that are gone through in one step: well below a millisecond of light work. */
const ITEMS_PER_STEP = 500

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Does something with each of many items, some hundred a step. */
export function* eachInSteps<T>(items: Iterable<T>, act: (item: T, index: number) => void): Steps<void> {
  let index = 0
  for (const item of items) {
    act(item, index++)
    if (index % ITEMS_PER_STEP === 0) yield
  }
}

/** Makes something of each of many items, some hundred a step. */
export function* mapInSteps<T, U>(
  items: Iterable<T>,
  make: (item: T, index: number) => U,
): Steps<readonly U[]> {
  const made: U[] = []
  yield* eachInSteps(items, (item, index) => made.push(make(item, index)))
  return made
}
