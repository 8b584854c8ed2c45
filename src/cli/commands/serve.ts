import { Command, Option } from 'commander'
import type { ServeOptions } from '../../server/lifecycle.ts'
import type { Flags } from '../../server/read-config.ts'
import { settings } from '../../server/settings.ts'
import type { Cli } from '../cli.ts'

const examples = `
Examples:
  $ headcount serve --demo                      a made-up campus, alive, at http://127.0.0.1:8080
  $ headcount serve --data /var/lib/headcount --host 0.0.0.0 --port 80

A new store prints the token of its owner once: keep it. Every flag may also be given as HEADCOUNT_… in the
environment, or in the file that --config names. HEADCOUNT_OWNER_TOKEN sets the first owner token.`

/** `headcount serve`: runs the server. */
export function serveCommand(cli: Cli): Command {
  const command = new Command('serve')
    .summary('run the server')
    .description('Runs the server until SIGTERM or SIGINT. An empty data directory is initialised.')
    .option('--demo', 'fill an empty store with a made-up portfolio and a year of history, live from then on')
    .option(
      '--accept-loss <rows>',
      'start without acknowledged log rows that are missing, as the refusal names them',
    )
    .option('--config <file>', 'configuration file, YAML or JSON (HEADCOUNT_CONFIG)')
  for (const { name, variable, expected, default: byDefault, isSecret } of settings) {
    if (isSecret) continue
    const shown = byDefault === null ? '' : `; default: ${defaultText(byDefault)}`
    command.addOption(new Option(`--${kebab(name)} <value>`, `${expected} (${variable}${shown})`))
  }
  return command
    .addHelpText('after', examples)
    .action(async ({ demo, acceptLoss, ...flags }: Flags & ServeOptions) => {
      // Loaded when it is needed: no other command should wait for a whole server to load.
      const { serve } = await import('../../server/lifecycle.ts')
      cli.exitCode = await serve(flags, cli.host, {
        demo: demo === true,
        ...(acceptLoss === undefined ? {} : { acceptLoss }),
      })
    })
}

/** A default as it would be written. */
function defaultText(value: unknown): string {
  if (value === false) return 'off'
  return typeof value === 'object' && value !== null ? Object.values(value).join(':') : String(value)
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
