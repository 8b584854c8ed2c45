/** Why a reading was not taken: a stable code. */
export type RejectionCode =
  | 'invalid'
  | 'invalid_json'
  | 'line_too_long'
  | 'unknown_sensor'
  | 'unknown_space'
  | 'unknown_doorway'
  | 'wrong_sensor_type'
  | 'sensor_not_on_doorway'
  | 'space_needed'
  | 'space_not_covered'
  | 'count_too_high'
  | 'no_doorways'
  | 'in_the_future'
  | 'implausible_time'
  | 'conflict'

/** That a reading cannot be taken, and why; the message says what would be right. */
export class Rejection {
  readonly code: RejectionCode
  readonly message: string

  constructor(code: RejectionCode, message: string) {
    this.code = code
    this.message = message
  }
}
