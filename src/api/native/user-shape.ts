import { userShape } from '../user-wire.ts'
import { components } from './components.ts'

/** A user, the same as in Density v3. */
export const ownUserShape = userShape.clone().register(components, { id: 'User' })
