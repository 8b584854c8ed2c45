import { cpus, totalmem } from 'node:os'

/** The machine in one line, as far as it matters for figures. */
export function describeMachine(): string {
  const [first] = cpus()
  const memoryGiB = Math.round(totalmem() / 2 ** 30)
  return `${first?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memoryGiB} GiB; Node ${process.versions.node}`
}
