import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a Chromium is; `null` on a machine without one. */
export const chromiumPath = places.find((path) => existsSync(path)) ?? null
