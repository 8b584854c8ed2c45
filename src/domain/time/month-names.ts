/** The first three letters of each month's name in English and German; of a month whose names differ, both. */
const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  mär: 3,
  mrz: 3,
  apr: 4,
  may: 5,
  mai: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  dez: 12,
}

const fullNames = new Set(
  (
    'january february march april may june july august september october november december ' +
    'januar februar märz maerz april mai juni juli august september oktober november dezember sept'
  ).split(' '),
)

/** The month from 1 to 12 that a name or its first three letters say, in English or German; `null` for other words. */
export function monthOf(name: string): number | null {
  const word = name.toLowerCase()
  if (word.length > 3 && !fullNames.has(word)) return null
  return months[word.slice(0, 3).replace('mae', 'mär')] ?? null
}
