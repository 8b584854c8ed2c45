import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const LINES_OF_A_FAILURE = 12

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
for (const file of report.testResults) {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed')
  const name = relative(process.cwd(), file.name)
  // A file that did not load, or whose hooks failed, has no failed test of its own.
  if (failed.length === 0 && file.status === 'failed') print(name, [file.message])
  for (const test of failed) print(`${name} > ${test.fullName}`, test.failureMessages)
}
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`)

function print(title, messages) {
  const lines = messages.join('\n').trim().split('\n')
  console.log(`FAILED ${title}`)
  for (const line of lines.slice(0, LINES_OF_A_FAILURE)) console.log(`  ${line}`)
}
