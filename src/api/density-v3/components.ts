import { createComponents } from '../openapi.ts'

/** Schemas that the Density document refers to by name. */
export const components = createComponents()
