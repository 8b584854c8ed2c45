import { Command } from 'commander'
import { version } from '../server/version.ts'
import { type Cli, createCli } from './cli.ts'
import { applyCommand } from './commands/apply.ts'
import { backupCommand } from './commands/backup.ts'
import { benchCommand } from './commands/bench.ts'
import { changesCommand } from './commands/changes.ts'
import { checkCommand } from './commands/check.ts'
import { correctionsCommand } from './commands/corrections.ts'
import { credentialCommand } from './commands/credential.ts'
import { deadLettersCommand } from './commands/dead-letters.ts'
import { exportCommand } from './commands/export.ts'
import { forecastCommand } from './commands/forecast.ts'
import { importCommand } from './commands/import.ts'
import { mcpCommand } from './commands/mcp.ts'
import { restoreCommand } from './commands/restore.ts'
import { rightSizeCommand } from './commands/right-size.ts'
import { serveCommand } from './commands/serve.ts'
import { simulateCommand } from './commands/simulate.ts'
import { tokenCommand } from './commands/token.ts'
import { describeFailure } from './failures.ts'
import type { CliHost } from './host.ts'

const commands = [
  serveCommand,
  applyCommand,
  importCommand,
  exportCommand,
  changesCommand,
  correctionsCommand,
  rightSizeCommand,
  forecastCommand,
  deadLettersCommand,
  mcpCommand,
  simulateCommand,
  tokenCommand,
  credentialCommand,
  checkCommand,
  backupCommand,
  restoreCommand,
  benchCommand,
]

/** Runs the command line `headcount …` and resolves to the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function run(args: readonly string[], host: CliHost): Promise<number> {
  const cli = createCli(host)
  try {
    await programFor(cli).parseAsync(args, { from: 'user' })
    return cli.exitCode
  } catch (error) {
    const { exitCode, text } = describeFailure(error)
    if (text !== null) host.stderr.write(`${text}\n`)
    return exitCode
  }
}

function programFor(cli: Cli): Command {
  const program = new Command('headcount')
    .description('Open, self-hosted occupancy analytics.')
    .version(version(), '-V, --version')
    .addHelpText(
      'after',
      '\nTo look around:\n  headcount serve --demo          a server with a made-up campus in ./data\n  headcount import --help         to load recordings of your own',
    )
  for (const command of commands) program.addCommand(command(cli))
  for (const command of [program, ...everyCommandOf(program)]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => cli.host.stdout.write(text),
      writeErr: (text) => cli.host.stderr.write(text),
    })
    command.showHelpAfterError('(--help tells more)')
  }
  return program
}

function everyCommandOf(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...everyCommandOf(child)])
}
