import { requireDeclaredScope } from '../access.ts'
import type { Operation } from '../operation.ts'
import { getHealth } from './get-health.ts'
import { getMetrics } from './get-metrics.ts'
import { getProblem } from './get-problem.ts'
import { getReadiness } from './get-readiness.ts'
import { getSigningKeys } from './get-signing-keys.ts'

type Needs = 'metrics' | 'readiness' | 'statistics' | 'live' | 'connections' | 'signingKeys'

const operations: readonly Operation<Needs>[] = [
  getHealth,
  getReadiness,
  getMetrics,
  getProblem,
  getSigningKeys,
]

/** What operators and their tools ask (native.md §5). Open to everybody who can reach the server. */
export const ops: Operation<Needs> = async (app, services) => {
  app.addHook('onRoute', requireDeclaredScope)
  for (const operation of operations) await app.register(operation, services)
}
