import { randomBytes } from 'node:crypto'
import type { Services } from '../api/services.ts'
import { canSee } from '../domain/access/access.ts'
import { createCredentials } from '../identity/credentials.ts'
import { createIdentity } from '../identity/identity.ts'
import { createRateLimiter } from '../identity/rate-limiter.ts'
import { createSignedTokens, type FloorOfDisplay } from '../identity/signed-tokens.ts'
import { SigningKeys } from '../identity/signing-keys.ts'
import { createUsers } from '../identity/users.ts'
import type { PortfolioService } from '../portfolio/portfolio-service.ts'
import type { ServerParts } from './server-parts.ts'

type AccessServices = Pick<
  Services,
  'identity' | 'credentials' | 'signedTokens' | 'signingKeys' | 'users' | 'rateLimiter'
>

/** Issuer of the tokens of a server that has not been told its public URL. */
const UNNAMED_ISSUER = 'urn:headcount'

/** Everything that decides who may do what, over an open store. */
export function createAccessServices(
  { store, config, clock }: Omit<ServerParts, 'logger'>,
  portfolios: PortfolioService,
): AccessServices {
  const signingKeys = new SigningKeys(store.signingKeys, clock, randomBytes)
  const floorOfDisplay = floorIn(portfolios)
  const signedTokens = createSignedTokens({
    keys: signingKeys,
    credentials: store.credentials,
    floorOfDisplay,
    issuer: config.publicUrl ?? UNNAMED_ISSUER,
    clock,
    randomBytes,
  })
  return {
    identity: createIdentity({
      store: store.access,
      reserveKey: () => store.portfolios.reserveKeys(1),
      clock,
      randomBytes,
      signedTokens,
      floorOfDisplay,
    }),
    credentials: createCredentials({ store: store.credentials, trail: store.access, clock, randomBytes }),
    signedTokens,
    signingKeys,
    users: createUsers({ store: store.users, clock, randomBytes }),
    rateLimiter: config.rateLimit === null ? null : createRateLimiter(config.rateLimit, clock),
  }
}

function floorIn(portfolios: PortfolioService): FloorOfDisplay {
  return async (access, displayId) => {
    const displays = await portfolios.listDisplays(access.organization)
    const display = displays.find(({ id }) => id === displayId)
    if (display === undefined) return null
    const portfolio = await portfolios.current(access.organization)
    const floor = portfolio.space(display.floor)
    return floor !== null && canSee(portfolio, access, floor) ? floor.key : null
  }
}
