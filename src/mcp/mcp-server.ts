import { McpServer } from '@modelcontextprotocol/server'
import { registerTool, type ToolContext } from './tool.ts'
import { changedFigures } from './tools/changed-figures.ts'
import { compareSpaces } from './tools/compare-spaces.ts'
import { currentOccupancy } from './tools/current-occupancy.ts'
import { findSpaces } from './tools/find-spaces.ts'
import { freeRooms } from './tools/free-rooms.ts'
import { occupancyHistory } from './tools/occupancy-history.ts'
import { sensorHealth } from './tools/sensor-health.ts'
import { timeAtCount } from './tools/time-at-count.ts'
import { typicalDay } from './tools/typical-day.ts'

const instructions = `Headcount says how many people are and were in the spaces of an organization.
Days and hours are local to each space; the answers name its time zone. Null means not known, never zero: say so, and say how much of a span was observed (coverage) when it is not all of it.
Every answer carries a link to the dashboard page that shows the same: pass it on.`

/**
 * A server of the Model Context Protocol with one read-only tool for each everyday question. What a tool may see is
 * what the token of the context's client may see.
 */
export function createMcpServer(context: ToolContext, version: string): McpServer {
  const server = new McpServer(
    { name: 'headcount', title: 'Headcount', version },
    { capabilities: { tools: {} }, instructions },
  )
  registerTool(server, findSpaces, context)
  registerTool(server, currentOccupancy, context)
  registerTool(server, freeRooms, context)
  registerTool(server, occupancyHistory, context)
  registerTool(server, compareSpaces, context)
  registerTool(server, typicalDay, context)
  registerTool(server, timeAtCount, context)
  registerTool(server, sensorHealth, context)
  registerTool(server, changedFigures, context)
  return server
}
