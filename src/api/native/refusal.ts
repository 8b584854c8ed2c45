/** A refusal that only HTTP has a status for; `code` names the message in the table of `errors.ts`. */
export function refusal(statusCode: number, code: string): Error {
  return Object.assign(new Error(code), { statusCode, code })
}
