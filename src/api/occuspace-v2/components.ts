import { createComponents } from '../openapi.ts'

/** Schemas that the Occuspace document refers to by name. */
export const components = createComponents()
