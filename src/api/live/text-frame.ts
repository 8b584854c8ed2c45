/** Payloads up to here have their length in the frame's second byte. */
const SHORT = 125
/** …and up to here in two bytes after it. */
const MEDIUM = 0xffff
/** The first byte of a frame that is a whole text message. */
const FINAL_TEXT = 0x81

/**
 * A text as one unmasked WebSocket frame (RFC 6455 §5.2), ready to be written to any number of sockets: writing a
 * message once is what makes telling thousands of it cheap.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const header = length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = FINAL_TEXT
  if (header === 2) frame[1] = length
  else if (header === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, header)
  return frame
}
