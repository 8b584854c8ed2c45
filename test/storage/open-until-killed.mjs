// Opens a store, which brings it to the newest schema, and ends by being killed, wherever it is by then.
import { writeSync } from 'node:fs'
import { openSqliteStore } from '../../dist/storage/sqlite/sqlite-store.js'

const [, , directory] = process.argv
writeSync(1, 'opening\n')
const store = await openSqliteStore({ directory })
await store.readings.checkpoint()
setInterval(() => {}, 1_000)
