import type { McpServer } from '@modelcontextprotocol/server'
import type { z } from 'zod'
import type { HeadcountClient } from '../client/headcount-client.ts'
import { HeadcountError } from '../client/headcount-error.ts'
import type { Links } from './links.ts'

/** What a tool answers from: a server as one token sees it. */
export interface ToolContext {
  readonly client: HeadcountClient
  readonly links: Links
}

/** A question that a model can ask; none of them changes anything. */
export interface Tool<Input extends z.ZodObject, Output extends z.ZodObject> {
  readonly name: string
  readonly title: string
  /** Says to a model what is answered, and when to ask. */
  readonly description: string
  readonly input: Input
  readonly output: Output
  /** Throws {@link ToolError} for a question that cannot be answered as it was put. */
  answer(input: z.output<Input>, context: ToolContext): Promise<z.input<Output>>
}

/** A question that cannot be answered; the message says what would be right. */
export class ToolError extends Error {}

/** Keeps the types of a tool's schemas together. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Tool<Input, Output>,
): Tool<Input, Output> {
  return tool
}

/** Offers a tool on a server. */
export function registerTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  server: McpServer,
  tool: Tool<Input, Output>,
  context: ToolContext,
): void {
  const { name, title, description, input, output } = tool
  server.registerTool<Output, z.ZodObject>(
    name,
    {
      title,
      description,
      inputSchema: input,
      outputSchema: output,
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    async (asked) => {
      try {
        const answer = await tool.answer(asked as z.output<Input>, context)
        return { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: answer }
      } catch (error) {
        return { isError: true, content: [{ type: 'text', text: explain(error) }] }
      }
    },
  )
}

/** What a model is told of a failure. Anything unexpected is thrown on, and is an error of the protocol. */
function explain(error: unknown): string {
  if (error instanceof ToolError || error instanceof HeadcountError) return error.message
  throw error
}
