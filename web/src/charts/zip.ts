import { type Zippable, zipSync } from 'fflate/browser'

/**
 * Stands in for fflate's `zip` in workbooks: that one starts workers from blobs, which the policy of the pages forbids.
 */
export function zip(files: Zippable, done: (error: Error | null, archive: Uint8Array) => void): void {
  done(null, zipSync(files))
}

export { strToU8, zipSync } from 'fflate/browser'
