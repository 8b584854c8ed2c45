import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Services } from './services.ts'

/**
 * One operation of a surface: a plugin that adds its route, in a file of its own, named for what it does.
 *
 * `Needs` names the services it takes. Its route declares what it asks of the caller as `config: { scope }`
 * (a scope, or `'public'`); a route that does not is refused at start. Paths are relative to the surface.
 *
 * @example
 * export const listTokens: Operation<'identity'> = async (app, { identity }) => {
 *   app.get('/tokens', { config: { scope: 'admin' }, schema: { … } }, async (request) => …)
 * }
 */
export type Operation<Needs extends keyof Services = never> = FastifyPluginAsyncZod<Pick<Services, Needs>>
