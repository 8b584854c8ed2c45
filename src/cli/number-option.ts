import { InvalidArgumentError } from 'commander'

/** Reads an option as a whole number of at least `least`; any other text is a usage error. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^-?\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number
    throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`)
  }
}

/** Reads an option as a number above 0; any other text is a usage error. */
export function positiveNumber(text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number
  throw new InvalidArgumentError('Expected a number above 0.')
}
