import { messageError } from '../occuspace-v1/errors.ts'
import { createComponents } from '../openapi.ts'

/** Schemas that the document of the live feed refers to by name. */
export const liveComponents = createComponents()
/** Schemas that the document of the comparing feed refers to by name. */
export const compareComponents = createComponents()

for (const components of [liveComponents, compareComponents])
  messageError.register(components, { id: 'Error' })
