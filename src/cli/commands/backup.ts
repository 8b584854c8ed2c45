import { stat } from 'node:fs/promises'
import { Command } from 'commander'
import { backUpStore } from '../../server/stored-copies.ts'
import { type Cli, readable } from '../cli.ts'

interface Flags {
  readonly data?: string
  readonly json?: boolean
}

/** `headcount backup`: a consistent copy of the store in one file. */
export function backupCommand(cli: Cli): Command {
  return new Command('backup')
    .summary('copy the store to a file, also while the server runs')
    .description(
      'Writes a consistent copy of the store to a file that is not there yet, also while the server runs.',
    )
    .argument('<file>', 'where to write the copy')
    .option('--data <dir>', 'data directory of the store (HEADCOUNT_DATA; default: ./data)')
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', '\nExample:\n  $ headcount backup /backups/headcount-2026-11-21.db')
    .action(async (file: string, { data, json }: Flags) => {
      const progress = cli.progress('backup')
      await backUpStore(cli.dataDirectory(data), file, (done, total) => progress.update(done, total))
      progress.end()
      const { size } = await stat(file)
      if (json === true) cli.printJson({ file, bytes: size })
      else cli.print(`${file}: ${readable(size)} bytes`)
    })
}
