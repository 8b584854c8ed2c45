import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { headcount, type ServingProcess, scratch, serving } from './command-line.ts'

// Every command is a process of its own, and the machine may be busy.

async function withServer(
  data: string,
  args: readonly string[],
  work: (server: ServingProcess) => Promise<void>,
): Promise<number | null> {
  const server = await serving(data, args)
  try {
    await work(server)
  } catch (error) {
    await server.stop()
    throw error
  }
  return server.stop()
}

async function call(server: ServingProcess, path: string, token = server.ownerToken): Promise<Response> {
  return fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
}

describe('headcount serve', () => {
  test('initialises an empty directory, prints the owner token once, and ends with 0 on SIGTERM', async () => {
    const data = join(scratch(), 'new')
    let token = ''
    const first = await withServer(data, [], async (server) => {
      token = server.ownerToken
      expect(server.stdout()).toMatch(
        /^\nowner token \(shown only now\): tok_\S+\n\nlistening on http:\/\/127\.0\.0\.1:\d+\n$/,
      )
      expect((await call(server, '/v3/spaces')).status).toBe(200)
    })
    const second = await withServer(data, [], async (server) => {
      expect(server.stdout()).toMatch(/^listening on /)
      expect((await call(server, '/v3/spaces', token)).status).toBe(200)
    })

    expect([first, second]).toEqual([0, 0])
  })

  test('does not use the owner token up, nor print a stack, where the port is taken', async () => {
    const data = join(scratch(), 'new')
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const taken = await headcount(['serve', '--data', data, '--port', String(port)])
    other.close()

    expect(taken.code).toBe(1)
    expect(taken.stderr).toMatch(
      new RegExp(`\\nPort ${port} of 127\\.0\\.0\\.1 is in use: .* choose another with --port\\.\\n$`),
    )
    expect(taken.stderr).not.toContain('stack')
    expect(taken.stdout).toBe('')
    await withServer(data, [], async (server) => {
      expect((await call(server, '/v3/spaces')).status).toBe(200)
    })
  })

  test('says in one sentence what is wrong with a data directory', async () => {
    const file = join(scratch(), 'file')
    writeFileSync(file, '')
    const { code, stderr } = await headcount(['serve', '--data', file, '--port', '0'])

    expect(code).toBe(1)
    expect(stderr.trimEnd().split('\n').at(-1)).toContain('choose a directory with --data')
    expect(stderr).not.toContain('stack')
  })

  test('does not start on a directory that another server has', async () => {
    const data = scratch()
    await withServer(data, [], async () => {
      const { code, stderr } = await headcount(['serve', '--data', data, '--port', '0'])

      expect(code).toBe(1)
      expect(stderr).toContain('is in use by another process')
    })
  })

  test('knows at once which tokens the command line creates and revokes', async () => {
    const data = scratch()
    await withServer(data, [], async (server) => {
      const created = await headcount([
        'token',
        'create',
        'Reports',
        '--scope',
        'read',
        '--data',
        data,
        '--json',
      ])
      const { id, token } = JSON.parse(created.stdout)
      const before = await call(server, '/v3/spaces', token)
      const listed = await headcount(['token', 'list', '--data', data])
      const revoked = await headcount(['token', 'revoke', id, '--data', data])
      const after = await call(server, '/v3/spaces', token)

      expect(before.status).toBe(200)
      expect(listed.stdout).toContain(`${id}  Reports  read  since `)
      expect(listed.stdout).not.toContain(token)
      expect(revoked).toMatchObject({ code: 0, stdout: `${id} is revoked\n` })
      expect(after.status).toBe(401)
      expect((await headcount(['token', 'revoke', id, '--data', data])).code).toBe(1)
    })
  })

  test('is backed up while it runs', async () => {
    const [data, file, restored] = [scratch(), join(scratch(), 'b.db'), scratch()]
    const portfolio = join(scratch(), 'p.json')
    writeFileSync(portfolio, '{"spaces":[{"name":"A","space_type":"space","time_zone":"UTC"}]}')
    await withServer(data, [], async (server) => {
      await headcount(['apply', portfolio, '--url', server.url, '--token', server.ownerToken])
      const { code } = await headcount(['backup', file, '--data', data])

      expect(code).toBe(0)
    })
    await headcount(['restore', file, '--data', restored])
    const { stdout } = await headcount(['apply', portfolio, '--data', restored])

    expect(stdout).toBe('0 created, 0 changed, 1 unchanged\n')
  })

  test('takes what is applied and simulated over HTTP', async () => {
    await withServer(scratch(), [], async (server) => {
      const remote = { HEADCOUNT_URL: server.url, HEADCOUNT_TOKEN: server.ownerToken }
      const simulated = await headcount(['simulate', '--spaces', '5', '--days', '1'], remote)
      const spaces = (await (await call(server, '/v3/spaces')).json()) as readonly unknown[]

      expect(simulated.code).toBe(0)
      expect(simulated.stderr).not.toContain('rejected')
      expect(spaces.length).toBeGreaterThan(5)
    })
  })
})

describe('headcount serve --demo', () => {
  test('fills an empty store, shows life at once, and goes on with the same story after a restart', async () => {
    const data = scratch()
    let token = ''
    const state = () => JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8'))
    await withServer(data, ['--demo'], async (server) => {
      token = server.ownerToken
      const current = await fetch(`${server.url}/v3/analytics/metrics`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          start_date: new Date(Date.now() - 2 * 86_400_000).toISOString(),
          end_date: new Date().toISOString(),
          metrics: ['occupancy'],
        }),
      })
      const peaks = Object.values(
        (await current.json()) as Record<string, Record<string, { occupancy_max: number }>>,
      )
        .flatMap((rows) => Object.values(rows))
        .map((row) => row.occupancy_max)

      expect(current.status).toBe(200)
      expect(peaks.length).toBeGreaterThan(60)
      expect(Math.max(...peaks)).toBeGreaterThan(10)
    })
    const stopped = state()
    const code = await withServer(data, ['--demo'], async (server) => {
      expect(server.stdout()).not.toContain('owner token')
      expect((await call(server, '/v3/spaces', token)).status).toBe(200)
    })
    const { stdout } = await headcount(['check', '--data', data])

    expect(code).toBe(0)
    expect(state()).toMatchObject({ seed: stopped.seed, begunAt: stopped.begunAt })
    expect(state().toldUntil).toBeGreaterThan(stopped.toldUntil)
    expect(state().toldFrom).toBeLessThanOrEqual(stopped.begunAt - 14 * 86_400_000)
    expect(stdout).toBe('0 damages, 0 differences\n')
  })

  test('leaves a store alone that holds something else', async () => {
    const data = scratch()
    const portfolio = join(scratch(), 'p.json')
    writeFileSync(portfolio, '{"spaces":[{"name":"A","space_type":"space","time_zone":"UTC"}]}')
    await headcount(['apply', portfolio, '--data', data])
    await withServer(data, ['--demo'], async (server) => {
      expect(server.stderr()).toContain('--demo does nothing')
    })

    expect(existsSync(join(data, 'demo.json'))).toBe(false)
    expect((await headcount(['apply', portfolio, '--data', data])).stdout).toBe(
      '0 created, 0 changed, 1 unchanged\n',
    )
  })
})
