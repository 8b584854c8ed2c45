// Writes docs/reference/*.json from the built server: `npm run build && node scripts/openapi.js [directory]`.
import { writeOpenApi } from '../dist/server/write-openapi.js'

await writeOpenApi(process.argv[2] ?? 'docs/reference')
