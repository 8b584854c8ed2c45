import { changes } from './changes.ts'
import { common } from './common.ts'
import { compare } from './compare.ts'
import { display } from './display.ts'
import { floor } from './floor.ts'
import { functions } from './functions.ts'
import { now } from './now.ts'
import { sensors } from './sensors.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { space } from './space.ts'

/** Every text of the dashboard, by where it stands. A translation replaces these files and nothing else. */
export const texts = {
  changes,
  common,
  compare,
  display,
  floor,
  functions,
  now,
  setUp,
  signIn,
  space,
  sensors,
}
