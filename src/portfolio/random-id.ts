import { randomInt } from 'node:crypto'

/** Makes an unguessable id with the prefix of its kind, such as `spc_4fGh…`. */
export type RandomId = (prefix: 'cor' | 'spc' | 'drw' | 'lbl' | 'lgr' | 'dsp') => string

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const LENGTH = 18

/** Ids of 18 random base-62 characters (107 bits): never the same twice in practice. */
export const randomPublicId: RandomId = (prefix) => {
  let id = `${prefix}_`
  for (let index = 0; index < LENGTH; index++) id += ALPHABET[randomInt(ALPHABET.length)]
  return id
}
