import { once } from 'node:events'
import { stdin } from 'node:process'
import { Command } from 'commander'
import { version } from '../../server/version.ts'
import type { Cli } from '../cli.ts'
import { UsageError } from '../failures.ts'

interface Flags {
  readonly url?: string
  readonly token?: string
}

const examples = `
Example, as the entry of an assistant's list of MCP servers:
  {"command": "headcount", "args": ["mcp", "--url", "http://127.0.0.1:8080"], "env": {"HEADCOUNT_TOKEN": "tok_…"}}

The server itself answers MCP over HTTP as well, at /mcp, with the token as a bearer. All tools only read.`

/** `headcount mcp`: a server's answers as tools of the Model Context Protocol, over standard input and output. */
export function mcpCommand(cli: Cli): Command {
  return new Command('mcp')
    .summary('answer the questions of an AI assistant (MCP)')
    .description(
      'Serves the Model Context Protocol on standard input and output: an assistant asks how full places are, were and usually are.',
    )
    .option('--url <url>', 'the server (HEADCOUNT_URL)')
    .option('--token <token>', 'token for that server, with the scope read (HEADCOUNT_TOKEN)')
    .addHelpText('after', examples)
    .action(async (flags: Flags) => {
      const { environment } = cli.host
      const baseUrl = flags.url ?? environment['HEADCOUNT_URL'] ?? ''
      if (baseUrl === '') throw new UsageError('Say which server: --url, or HEADCOUNT_URL.')
      const token = flags.token ?? environment['HEADCOUNT_TOKEN'] ?? ''
      if (token === '') throw new UsageError('A token is needed: --token, or HEADCOUNT_TOKEN.')
      await serve(cli, baseUrl, token)
    })
}

async function serve(cli: Cli, baseUrl: string, token: string): Promise<void> {
  const [{ serveStdio, StdioServerTransport }, { HeadcountClient }, { createMcpServer }, { Links }] =
    await Promise.all([
      import('@modelcontextprotocol/server/stdio'),
      import('../../client/headcount-client.ts'),
      import('../../mcp/mcp-server.ts'),
      import('../../mcp/links.ts'),
    ])
  const context = { client: new HeadcountClient({ baseUrl, token }), links: new Links(baseUrl) }
  const handle = serveStdio(() => createMcpServer(context, version()), {
    transport: new StdioServerTransport(stdin, cli.host.stdout),
    onerror: (error) => cli.note(error.message),
  })
  await once(stdin, 'close')
  await handle.close()
}
