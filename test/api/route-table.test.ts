import { describe, expect, test } from 'vitest'
import { RouteTable } from '../../src/api/route-table.ts'

describe('a route table', () => {
  const routes = new RouteTable()
  routes.add({ method: 'GET', url: '/v3/spaces' })
  routes.add({ method: ['PUT', 'PATCH'], url: '/v3/spaces/:id' })
  routes.add({ method: 'POST', url: '/v3/spaces/:space_id/labels' })
  routes.add({ method: 'POST', url: '/v3/spaces/search' })
  routes.add({ method: 'GET', url: '/v3/files/*' })

  test.each([
    ['/v3/spaces', ['GET']],
    ['/v3/spaces/', ['GET']],
    ['/v3/spaces/spc_1', ['PATCH', 'PUT']],
    ['/v3/spaces/spc_1/', ['PATCH', 'PUT']],
    ['/v3/spaces/search', ['PATCH', 'POST', 'PUT']],
    ['/v3/spaces/spc_1/labels', ['POST']],
    ['/v3/files/a/b.txt', ['GET']],
    ['/v3/spaces/spc_1/labels/more', []],
    ['/v3/spacesx', []],
    ['/other/v3/spaces', []],
    ['/', []],
  ])('knows the methods at %s', (path, methods) => {
    expect(routes.methodsAt(path)).toEqual(methods)
  })
})
