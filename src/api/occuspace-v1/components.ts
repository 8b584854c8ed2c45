import { createComponents } from '../openapi.ts'
import { messageError } from './errors.ts'

/** Schemas that the v1 document refers to by name. */
export const components = createComponents()
messageError.register(components, { id: 'Error' })
