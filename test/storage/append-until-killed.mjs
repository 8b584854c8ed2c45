// Appends the batches of a file to a store, one after the other, while checkpoints run all the time, and names
// each batch on standard output once it is acknowledged. Ends by being killed.
import { readFileSync, writeSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openDatabase } from '../../dist/storage/sqlite/database.js'
import { SqliteReadingLog } from '../../dist/storage/sqlite/sqlite-reading-log.js'

const [, , file, batchFile, first] = process.argv
const batches = JSON.parse(readFileSync(batchFile, 'utf8'))
const log = new SqliteReadingLog(openDatabase(file), { checkpointStepMs: 0 })

async function checkpointForever() {
  for (;;) {
    await log.checkpoint()
    await nextTurn()
  }
}

checkpointForever().catch((error) => {
  throw error
})
for (let index = Number(first); index < batches.length; index++) {
  await log.append(1, batches[index])
  writeSync(1, `${index}\n`)
}
writeSync(1, 'all\n')
