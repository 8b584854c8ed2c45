import { Command } from 'commander'
import { restoreStore } from '../../server/stored-copies.ts'
import type { Cli } from '../cli.ts'

interface Flags {
  readonly data?: string
  readonly json?: boolean
}

/** `headcount restore`: makes a backup the store of an empty directory. */
export function restoreCommand(cli: Cli): Command {
  return new Command('restore')
    .summary('make a backup the store of an empty directory')
    .description('Checks a backup and makes it the store of an empty data directory.')
    .argument('<file>', 'a file that backup wrote')
    .option('--data <dir>', 'empty data directory, created if need be (HEADCOUNT_DATA; default: ./data)')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ headcount restore /backups/headcount-2026-11-21.db --data ./restored',
    )
    .action(async (file: string, { data, json }: Flags) => {
      const directory = cli.dataDirectory(data)
      const progress = cli.progress('checking the backup')
      await restoreStore(file, directory, (done, total) => progress.update(done, total))
      progress.end()
      if (json === true) cli.printJson({ file, data: directory })
      else cli.print(`${file} is the store in ${directory} now`)
    })
}
