import Fastify, {
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { notFound } from '../domain/errors.ts'
import { compressAnswers } from './compression.ts'
import { pathOf } from './problem.ts'

/**
 * What the reference page may load: itself. It is a large third-party script, so the browser is told to hold it to
 * this host. Its icons are data, and it sets styles on its elements.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const title = 'Headcount API'
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 40" role="img" aria-label="${title}"><text
 y="27" font-family="sans-serif" font-size="18" font-weight="600" fill="#fff">${title}</text></svg>`

/** The documents that the page offers, relative to itself; the first is shown first. */
const documents = [
  { name: 'Headcount', url: '../api/openapi.json' },
  { name: 'Density v3', url: '../v3/openapi.json' },
  { name: 'Density v2', url: '../v2/density/openapi.json' },
  { name: 'Occuspace v2', url: '../v2/openapi.json' },
  { name: 'Occuspace v1', url: '../v1/openapi.json' },
  { name: 'Public feed: live', url: '../live/openapi.json' },
  { name: 'Public feed: compared', url: '../compare/openapi.json' },
]

/** `GET /docs`: the reference of every surface as one page, served without any request to another host. */
export const serveDocs: FastifyPluginAsync = async (app) => {
  await compressAnswers(app)
  let pages: Promise<FastifyInstance> | null = null
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    pages ??= openPages()
    const page = await (await pages).inject(pathOf(request))
    if (page.statusCode !== 200) throw notFound('page', pathOf(request))
    return reply
      .type(String(page.headers['content-type']))
      .header('content-security-policy', contentSecurityPolicy)
      .header('x-content-type-options', 'nosniff')
      .send(page.rawPayload)
  }
  app.get('/docs', (request, reply) => {
    // The page names its scripts relative to itself, which needs the slash.
    return pathOf(request).endsWith('/') ? answer(request, reply) : reply.redirect('docs/', 301)
  })
  app.get('/docs/static/*', answer)
}

/** Loads the pages when somebody wants them: most servers are never asked for them. */
async function openPages(): Promise<FastifyInstance> {
  const { default: swagger } = await import('@fastify/swagger')
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  const pages = Fastify()
  await pages.register(swagger)
  await pages.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title },
    logo: { type: 'image/svg+xml', content: logo, href: './' },
    uiConfig: { urls: documents, docExpansion: 'list', defaultModelsExpandDepth: 0 },
  })
  return pages
}
