import { Command, InvalidArgumentError } from 'commander'
import { type Scope, scopes } from '../../domain/access/scope.ts'
import type { AccessToken } from '../../domain/access/token.ts'
import { formatUtc } from '../../domain/time/iso-format.ts'
import { parseTimeText } from '../../domain/time/time-text.ts'
import type { Cli } from '../cli.ts'
import { CommandFailed } from '../failures.ts'
import { type AccessFlags, accessCommand, COMMAND_LINE, withAccess } from '../stored-access-command.ts'

interface CreateFlags extends AccessFlags {
  readonly scope: readonly Scope[]
  readonly expires?: number
}

const examples = `
Examples:
  $ headcount token create "Badge readers" --scope ingest
  $ headcount token create Reports --scope read --expires 2027-01-01
  $ headcount token list
  $ headcount token revoke tkn_…

Works on the data directory, also while a server runs on it: what is revoked there is refused from that moment on.`

/** `headcount token`: who may use the server. */
export function tokenCommand(cli: Cli): Command {
  return new Command('token')
    .summary('create, list and revoke tokens')
    .description('Creates, lists and revokes the tokens that open a server.')
    .addHelpText('after', examples)
    .addCommand(createCommand(cli))
    .addCommand(listCommand(cli))
    .addCommand(revokeCommand(cli))
}

function createCommand(cli: Cli): Command {
  return accessCommand('create', 'Creates a token and prints its secret, which cannot be had again.')
    .argument('<name>', 'what it is for')
    .option('--scope <scope...>', `what it may do: ${scopes.join(', ')} (default: read)`, readScope)
    .option('--expires <time>', 'when it ends, such as 2027-01-01 (UTC)', readExpiry)
    .addHelpText('after', '\nExample:\n  $ headcount token create "Badge readers" --scope ingest')
    .action((name: string, flags: Partial<CreateFlags>) =>
      withAccess(cli, flags, async ({ identity }, organization) => {
        const wanted = {
          organization,
          name,
          scopes: flags.scope ?? ['read'],
          spaces: null,
          expiresAt: flags.expires ?? null,
        }
        const { token, secret } = await identity.issueToken(
          wanted as Parameters<typeof identity.issueToken>[0],
          COMMAND_LINE,
        )
        if (flags.json === true) cli.printJson({ ...describe(token), token: secret })
        else cli.print(`${token.id} (${token.scopes.join(', ')}), shown only now:\n${secret}`)
      }),
    )
}

function listCommand(cli: Cli): Command {
  return accessCommand('list', 'Lists the tokens, without their secrets.')
    .addHelpText('after', '\nExample:\n  $ headcount token list --json')
    .action((flags: AccessFlags) =>
      withAccess(cli, flags, async ({ identity }, organization) => {
        const tokens = await identity.tokens(organization)
        if (flags.json === true) cli.printJson(tokens.map(describe))
        else for (const token of tokens) cli.print(lineOf(token))
      }),
    )
}

function revokeCommand(cli: Cli): Command {
  return accessCommand('revoke', 'Revokes a token: from that moment on it opens nothing.')
    .argument('<id>', 'tkn_…, as list shows it')
    .addHelpText('after', '\nExample:\n  $ headcount token revoke tkn_0123456789abcdef01234567')
    .action((id: string, flags: AccessFlags) =>
      withAccess(cli, flags, async ({ identity }, organization) => {
        if (!(await identity.revokeToken(organization, id, COMMAND_LINE)))
          throw new CommandFailed(`There is no token ${id}.`)
        if (flags.json === true) cli.printJson({ id, revoked: true })
        else cli.print(`${id} is revoked`)
      }),
    )
}

function readScope(text: string, previous: readonly Scope[] = []): readonly Scope[] {
  const found = text.split(',').map((word) => {
    const scope = scopes.find((candidate) => candidate === word.trim())
    if (scope === undefined) throw new InvalidArgumentError(`Expected some of ${scopes.join(', ')}.`)
    return scope
  })
  return [...new Set([...previous, ...found])]
}

function readExpiry(text: string): number {
  const moment = parseTimeText(text, { dayFirst: false })
  if (moment === null)
    throw new InvalidArgumentError('Expected a date or a time such as 2027-01-01T00:00:00Z.')
  return moment.at
}

function describe({ id, name, scopes: granted, spaces, createdAt, expiresAt }: AccessToken): object {
  return {
    id,
    name,
    scopes: granted,
    limited: spaces !== null,
    created_at: formatUtc(createdAt),
    expires_at: expiresAt === null ? null : formatUtc(expiresAt),
  }
}

function lineOf({ id, name, scopes: granted, spaces, createdAt, expiresAt }: AccessToken): string {
  const end = expiresAt === null ? '' : `, until ${formatUtc(expiresAt)}`
  const limit = spaces === null ? '' : ', limited to some spaces'
  return `${id}  ${name}  ${granted.join(',')}${limit}  since ${formatUtc(createdAt)}${end}`
}
