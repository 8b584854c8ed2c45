/**
 * The path of a small line through values at even distances, from 0 at the bottom to the highest at the top, in a box
 * of that size. What is unknown is a gap; a value alone between gaps is a dot, drawn as a line without length.
 */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const top = Math.max(0, ...values.map((value) => value ?? 0))
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const x = (index: number) => round(values.length > 1 ? index * step : width / 2)
  const y = (value: number) => round(top === 0 ? height : height * (1 - value / top))
  let path = ''
  for (const [index, value] of values.entries()) {
    if (value === null) continue
    const isJoined = index > 0 && values[index - 1] !== null
    path += `${isJoined ? 'L' : 'M'}${x(index)} ${y(value)}`
    const isAlone = !isJoined && (values[index + 1] ?? null) === null
    if (isAlone) path += 'h0'
  }
  return path
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
