import { createReadStream, createWriteStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const outDir = path.resolve(import.meta.dirname, '../dist/web')

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { importSource: 'preact' } },
  resolve: {
    alias: [{ find: /^fflate$/, replacement: path.join(import.meta.dirname, 'src/charts/zip.ts') }],
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    // The licences of the libraries inside, as those ask for.
    license: { fileName: 'licenses.md' },
    // ECharts is one large part that only pages with charts load.
    chunkSizeWarningLimit: 700,
  },
  plugins: [compressed()],
  server: { proxy: proxied('http://127.0.0.1:8080') },
})

/** Puts a `.br` and a `.gz` beside every file worth it, so that the server compresses nothing while it runs. */
function compressed(): Plugin {
  return {
    name: 'headcount:compressed',
    apply: 'build',
    async closeBundle() {
      const files = await readdir(outDir, { recursive: true })
      const texts = files.filter((file) => /\.(html|js|css|svg|json|md)$/.test(file))
      await Promise.all(texts.map((file) => compress(path.join(outDir, file))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const brotli = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  await pipeline(createReadStream(file), brotli, createWriteStream(`${file}.br`))
  await pipeline(createReadStream(file), createGzip({ level: 9 }), createWriteStream(`${file}.gz`))
}

/** While developing, everything but the pages comes from a running server. */
function proxied(target: string): Record<string, string> {
  return Object.fromEntries(['/api', '/v2', '/v3', '/live', '/docs'].map((prefix) => [prefix, target]))
}
