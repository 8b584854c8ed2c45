const LETTER_PX = 6.4

/** A name cut off where there is no more room, which is in pixels of the screen. */
export function shortened(name: string, widthPx: number): string {
  const room = Math.floor((widthPx - 8) / LETTER_PX)
  return name.length <= room ? name : `${name.slice(0, Math.max(room - 1, 1)).trimEnd()}…`
}
