import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, notFound } from '../domain/errors.ts'
import { DAY_MS } from '../domain/time/interval.ts'
import { pathOf } from './problem.ts'

/** The dashboard's addresses. Its script shows what is there; an address that is not in this table is not there. */
const pagePaths = [
  '/',
  '/sign-in',
  '/floors',
  '/floors/*',
  '/spaces',
  '/spaces/*',
  '/compare',
  '/sensors',
  '/changes',
  '/set-up',
  '/set-up/*',
  '/display/*',
] as const

/** What a page may load: itself. Charts and bars set styles on their elements, and show pictures they have drawn. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'same-origin',
  vary: 'Accept-Encoding',
  'x-content-type-options': 'nosniff',
}

/** What may be read by somebody who opens an address in a browser. */
const wantsPage = ({ method, headers: { accept = '' } }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/.test(accept)

/**
 * Answers addresses that nothing is at with the dashboard, which says so, where a browser opens them; what is below a
 * surface, and all that others ask for, is left to the next that answers. To be called on the root, before that.
 */
export function showMissingPages(app: FastifyInstance, directory: string): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || request.server !== app || !wantsPage(request)) return
    const page = await readFile(join(directory, 'index.html')).catch(() => null)
    if (page === null) return
    return reply
      .code(404)
      .headers({ ...headers, vary: 'Accept, Accept-Encoding', 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(page)
  })
}

/** Where the built dashboard is. */
interface WebOptions {
  readonly directory: string
}

/**
 * The dashboard: its pages, which are one file, and what they load, compressed where the build has done so. What is
 * built later is served without a restart.
 */
export const serveWeb: FastifyPluginAsync<WebOptions> = async (app, { directory }) => {
  const config = { scope: 'public' } as const
  await app.register(files, { serve: false, preCompressed: true, index: false, ...revalidated })
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
  app.setErrorHandler((error, request) => {
    // The file server refuses a path that leads out of its directory: there is nothing for anybody to see there.
    throw isRefusal(error) ? notFound('page', pathOf(request)) : error
  })

  const sendFresh = (reply: FastifyReply, file: string) =>
    reply.header('cache-control', 'no-cache').sendFile(file, directory)
  for (const path of pagePaths) {
    app.get(path, { config }, async (_request, reply) => {
      await requireBuilt(directory)
      return sendFresh(reply, 'index.html')
    })
  }
  // The one that pages name, and the one that browsers ask for of their own accord.
  for (const file of ['favicon.svg', 'favicon.ico'])
    app.get(`/${file}`, { config }, (_request, reply) => sendFresh(reply, file))
  app.get<{ Params: { '*': string } }>('/assets/*', { config }, (request, reply) =>
    // Their names change with what is in them.
    reply.sendFile(request.params['*'], join(directory, 'assets'), unchanging),
  )
}

/** Files are small and asked for whole, so that a range is never out of them. */
const revalidated = { acceptRanges: false, cacheControl: false, dotfiles: 'ignore' } as const
const unchanging = { cacheControl: true, immutable: true, maxAge: 365 * DAY_MS } as const

async function requireBuilt(directory: string): Promise<void> {
  try {
    await access(join(directory, 'index.html'))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw new DomainError(
      'not_found',
      'dashboard_not_built',
      'The dashboard is not built: run npm run build.',
    )
  }
}

/** Whether an error of the file server blames the request. */
function isRefusal(error: unknown): boolean {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 && status < 500
}
