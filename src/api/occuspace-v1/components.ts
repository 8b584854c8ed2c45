import { createComponents } from '../openapi.ts'

/** Schemas that the v1 document refers to by name. */
export const components = createComponents()
