import Fastify, {
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { notFound } from '../domain/errors.ts'
import { pathOf } from './problem.ts'

/**
 * What the reference page may load: itself. It is a large third-party script that knows several outside services,
 * so the browser is told to hold it to this host.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** `GET /docs`: the reference of every surface as one page, served without any request to another host. */
export const serveDocs: FastifyPluginAsync = async (app) => {
  let pages: Promise<FastifyInstance> | null = null
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    pages ??= openPages()
    const page = await (await pages).inject(pathOf(request))
    if (page.statusCode !== 200) throw notFound('page', pathOf(request))
    return reply
      .type(String(page.headers['content-type']))
      .header('content-security-policy', contentSecurityPolicy)
      .send(page.rawPayload)
  }
  app.get('/docs', (request, reply) => {
    // The page names its script relative to itself, which needs the slash.
    return pathOf(request).endsWith('/') ? answer(request, reply) : reply.redirect('docs/', 301)
  })
  app.get('/docs/*', answer)
}

/** Loads the pages when somebody wants them: they take more memory and time than the rest of the server. */
async function openPages(): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const pages = Fastify()
  await pages.register(reference, {
    routePrefix: '/docs',
    configuration: {
      pageTitle: 'Headcount API',
      sources: [
        { title: 'Headcount', slug: 'headcount', url: '../api/openapi.json' },
        { title: 'Density v3', slug: 'density-v3', url: '../v3/openapi.json' },
        { title: 'Occuspace v2', slug: 'occuspace-v2', url: '../v2/openapi.json' },
        { title: 'Occuspace v1', slug: 'occuspace-v1', url: '../v1/openapi.json' },
        { title: 'Public feed: live', slug: 'live', url: '../live/openapi.json' },
        { title: 'Public feed: compared', slug: 'compare', url: '../compare/openapi.json' },
      ],
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
  return pages
}
