import { Command, InvalidArgumentError, Option } from 'commander'
import type { Credential } from '../../domain/access/credential.ts'
import { type Role, roles } from '../../domain/access/role.ts'
import { type Permission, permissions } from '../../domain/access/scope.ts'
import { formatUtc } from '../../domain/time/iso-format.ts'
import type { Cli } from '../cli.ts'
import { CommandFailed } from '../failures.ts'
import { type AccessFlags, accessCommand, COMMAND_LINE, withAccess } from '../stored-access-command.ts'

interface CreateFlags extends AccessFlags {
  readonly permission?: readonly Permission[]
  readonly role?: Role
}

const examples = `
Examples:
  $ headcount credential create "User directory" --permission users
  $ headcount credential list
  $ headcount credential revoke cli_…

A client exchanges its credential for OAuth tokens at POST /v3/oauth/token. Works on the data directory, also while a
server runs on it: what is revoked there, tokens included, is refused from that moment on.`

/** `headcount credential`: which clients may ask for OAuth tokens. */
export function credentialCommand(cli: Cli): Command {
  return new Command('credential')
    .summary('create, list and revoke client credentials')
    .description('Creates, lists and revokes the credentials with which clients ask for OAuth tokens.')
    .addHelpText('after', examples)
    .addCommand(createCommand(cli))
    .addCommand(listCommand(cli))
    .addCommand(revokeCommand(cli))
}

function createCommand(cli: Cli): Command {
  return accessCommand('create', 'Creates a credential and prints its secret, which cannot be had again.')
    .argument('<name>', 'what it is for')
    .option(
      '--permission <permission...>',
      `what its tokens may do: ${permissions.join(', ')} (default: read)`,
      readPermission,
    )
    .addOption(new Option('--role <role>', 'bounds the permissions').choices(roles))
    .addHelpText('after', '\nExample:\n  $ headcount credential create "User directory" --permission users')
    .action((name: string, flags: CreateFlags) =>
      withAccess(cli, flags, async ({ credentials }, organization) => {
        const wanted = {
          organization,
          name,
          permissions: flags.permission ?? ['read'],
          role: flags.role ?? null,
          spaces: null,
        } as const
        const { credential, secret } = await credentials.issue(wanted, COMMAND_LINE)
        if (flags.json === true) cli.printJson({ ...describe(credential), client_secret: secret })
        else {
          cli.print(`client_id:     ${credential.id} (${credential.permissions.join(', ')})`)
          cli.print(`client_secret: ${secret} (shown only now)`)
        }
      }),
    )
}

function listCommand(cli: Cli): Command {
  return accessCommand('list', 'Lists the credentials, without their secrets.')
    .addHelpText('after', '\nExample:\n  $ headcount credential list --json')
    .action((flags: AccessFlags) =>
      withAccess(cli, flags, async ({ credentials }, organization) => {
        const all = await credentials.list(organization)
        if (flags.json === true) cli.printJson(all.map(describe))
        else for (const credential of all) cli.print(lineOf(credential))
      }),
    )
}

function revokeCommand(cli: Cli): Command {
  return accessCommand('revoke', 'Revokes a credential and every token issued for it, from that moment on.')
    .argument('<id>', 'cli_…, as list shows it')
    .addHelpText('after', '\nExample:\n  $ headcount credential revoke cli_0123456789abcdef01234567')
    .action((id: string, flags: AccessFlags) =>
      withAccess(cli, flags, async ({ credentials }, organization) => {
        if (!(await credentials.revoke(organization, id, COMMAND_LINE)))
          throw new CommandFailed(`There is no credential ${id}.`)
        if (flags.json === true) cli.printJson({ client_id: id, revoked: true })
        else cli.print(`${id} is revoked`)
      }),
    )
}

function readPermission(text: string, previous: readonly Permission[] = []): readonly Permission[] {
  const found = text.split(',').map((word) => {
    const permission = permissions.find((candidate) => candidate === word.trim())
    if (permission === undefined)
      throw new InvalidArgumentError(`Expected some of ${permissions.join(', ')}.`)
    return permission
  })
  return [...new Set([...previous, ...found])]
}

function describe({ id, name, permissions: granted, role, spaces, createdAt }: Credential): object {
  return {
    client_id: id,
    name,
    permissions: granted,
    role,
    limited: spaces !== null,
    created_at: formatUtc(createdAt),
  }
}

function lineOf({ id, name, permissions: granted, role, spaces, createdAt }: Credential): string {
  const bound = role === null ? '' : `, as ${role}`
  const limit = spaces === null ? '' : ', limited to some spaces'
  return `${id}  ${name}  ${granted.join(',')}${bound}${limit}  since ${formatUtc(createdAt)}`
}
