import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site } from './resources-site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

async function idsSeenBy(token: string): Promise<readonly string[]> {
  const { status, body } = await site.call('GET', '/api/portfolio', undefined, token)
  expect(status).toBe(200)
  return body.spaces.map(({ id }: { id: string }) => id)
}

describe('GET /api/portfolio', () => {
  test('shows a reader every space as set-up has it', async () => {
    const { body } = await site.call('GET', '/api/portfolio', undefined, await site.token(['read']))

    expect(body.spaces).toEqual((await site.call('GET', '/api/spaces')).body)
    expect(body.spaces.length).toBeGreaterThan(4)
  })

  test('shows a limited reader its spaces and what is below them, and nothing above or beside', async () => {
    expect((await idsSeenBy(await site.token(['read'], ['spc_one']))).toSorted()).toEqual([
      'spc_cafe',
      'spc_one',
      'spc_quiet',
    ])
    expect(await idsSeenBy(await site.token(['read'], ['spc_hall']))).toEqual(['spc_hall'])
  })

  test('shows another organization its own spaces alone', async () => {
    const ids = await idsSeenBy(site.stranger)

    expect(ids).toHaveLength(1)
    expect(ids).not.toContain('spc_hq')
  })

  test('is not for a token that only sends readings', async () => {
    const { status } = await site.call('GET', '/api/portfolio', undefined, await site.token(['ingest']))

    expect(status).toBe(403)
  })
})
