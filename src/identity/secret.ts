import { createHash, timingSafeEqual } from 'node:crypto'

/** Source of cryptographically strong random bytes. */
export type RandomBytes = (count: number) => Uint8Array

/** A new secret: the prefix (`tok` of tokens, `shr` of shared ones, density-v3.md §1 and §12), `_` and 256 random bits in base64url. */
export function createSecret(prefix: 'tok' | 'shr' | 'sec', randomBytes: RandomBytes): string {
  return `${prefix}_${Buffer.from(randomBytes(32)).toString('base64url')}`
}

/** A new public id: the prefix, `_` and 96 random bits in hexadecimal. */
export function createId(prefix: string, randomBytes: RandomBytes): string {
  return `${prefix}_${Buffer.from(randomBytes(12)).toString('hex')}`
}

/** The SHA-256 of a secret in hexadecimal, which is all that is kept of it. */
export function hashSecret(secret: string): string {
  // A single fast hash is enough: the secrets are random, so there is nothing to guess.
  return createHash('sha256').update(secret).digest('hex')
}

/** Whether two hashes are equal, in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
