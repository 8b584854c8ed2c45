const LARGE_STEP = 10

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** How far an arrow key moves something: a pixel of the plan, with Shift ten; `null` for every other key. */
export function keyStep({
  key,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey'>): readonly [dx: number, dy: number] | null {
  const direction = directions[key]
  if (direction === undefined) return null
  const step = shiftKey ? LARGE_STEP : 1
  return [direction[0] * step, direction[1] * step]
}
