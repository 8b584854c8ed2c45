import { HeadcountError } from '../../../src/client/headcount-error.ts'
import { type Session, session } from '../state/session.ts'
import { get, send } from './server.ts'

/** The other windows of this browser share its cookie: they are told when it has changed. */
const windows = new BroadcastChannel('headcount.session')

/** Follows sign-ins and sign-outs in other windows. Answers how to end. */
export function followSession(): () => void {
  const look = () => void loadSession().catch(() => undefined)
  windows.addEventListener('message', look)
  return () => windows.removeEventListener('message', look)
}

/** Finds out who is signed in. Throws when the server cannot be reached. */
export async function loadSession(): Promise<void> {
  if (!document.cookie.includes('headcount_signed_in=1')) {
    session.value = null
    return
  }
  try {
    session.value = await get<Session>('/api/session')
  } catch (error) {
    if (!(error instanceof HeadcountError) || error.status !== 401) throw error
  }
}

/** Signs in with a token, which the server keeps in a cookie that scripts cannot read. */
export async function signIn(token: string): Promise<void> {
  session.value = await send<Session>('POST', '/api/session', { token })
  windows.postMessage('signed in')
}

export async function signOut(): Promise<void> {
  await send('DELETE', '/api/session')
  session.value = null
  windows.postMessage('signed out')
}
