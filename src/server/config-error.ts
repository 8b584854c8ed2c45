/** A configuration that cannot be started with. Its message names what is wrong and what was expected; exit 2. */
export class ConfigError extends Error {
  readonly code = 'bad_configuration'

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'ConfigError'
  }
}
