import { useEffect, useState } from 'preact/hooks'
import { ErrorBoundary, LocationProvider, lazy, Route, Router } from 'preact-iso'
import { followSession, loadSession } from './api/session.ts'
import { NotFound } from './pages/not-found.tsx'
import { Now } from './pages/now/now.tsx'
import { SignIn } from './pages/sign-in/sign-in.tsx'
import { Unloaded } from './pages/unloaded.tsx'
import { Button } from './parts/button.tsx'
import { Notice, Skeleton } from './parts/notice.tsx'
import { Toasts } from './parts/toast.tsx'
import { Shell } from './shell/shell.tsx'
import { followLive, whenLiveAgain } from './state/live.ts'
import { reloadSoon } from './state/new-build.ts'
import { forgetPortfolio, loadPortfolio, portfolio } from './state/portfolio.ts'
import { session } from './state/session.ts'
import { texts } from './texts/texts.ts'

/** What is shown in place of a page that could not be loaded. */
const unloaded = () => Unloaded

const Floors = lazy(() => import('./pages/floor/floors.tsx').then(({ Floors }) => Floors, unloaded))
const FloorPage = lazy(() =>
  import('./pages/floor/floor-page.tsx').then(({ FloorPage }) => FloorPage, unloaded),
)
const SpacePage = lazy(() =>
  import('./pages/space/space-page.tsx').then(({ SpacePage }) => SpacePage, unloaded),
)
const Compare = lazy(() => import('./pages/compare/compare.tsx').then(({ Compare }) => Compare, unloaded))
const Sensors = lazy(() => import('./pages/sensors/sensors.tsx').then(({ Sensors }) => Sensors, unloaded))
const Changes = lazy(() => import('./pages/changes/changes.tsx').then(({ Changes }) => Changes, unloaded))
const SetUp = lazy(() => import('./pages/set-up/set-up.tsx').then(({ SetUp }) => SetUp, unloaded))
// Nobody stands at a screen to reload it.
const Display = lazy(() => import('./pages/display/display.tsx').then(({ Display }) => Display, reloadSoon))

/** The whole dashboard. Displays stand apart: they sign in by themselves. */
export function App() {
  return (
    <LocationProvider>
      <ErrorBoundary>
        <Router>
          <Route path="/display/:id" component={Display} />
          {/* Only a star hands on the rest of the path to the routes inside; the star does not stand for nothing. */}
          <Route path="/*" component={Dashboard} />
          <Route default component={Dashboard} />
        </Router>
      </ErrorBoundary>
      <Toasts />
    </LocationProvider>
  )
}

function Dashboard() {
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    if (session.value === undefined) loadSession().catch((error) => setFailure(String(error.detail ?? error)))
    return followSession()
  }, [])
  if (failure !== null) {
    return (
      <Notice kind="failed" title={texts.signIn.unreachable}>
        <p>{failure}</p>
        <Button onClick={() => location.reload()}>{texts.common.retry}</Button>
      </Notice>
    )
  }
  if (session.value === undefined) return <Skeleton height="100dvh" />
  if (session.value === null) return <SignIn />
  return <SignedIn key={session.value.name} />
}

function SignedIn() {
  const [failure, setFailure] = useState<string | null>(null)
  const load = () => {
    setFailure(null)
    loadPortfolio().catch((error) => setFailure(String(error.detail ?? error)))
  }
  useEffect(() => {
    load()
    const end = followLive()
    return () => {
      end()
      forgetPortfolio()
    }
  }, [])
  useEffect(() => (failure === null ? undefined : whenLiveAgain(load)), [failure])
  return (
    <Shell>
      {failure !== null && (
        <Notice kind="failed" title={failure}>
          <Button onClick={load}>{texts.common.retry}</Button>
        </Notice>
      )}
      {failure === null && portfolio.value === undefined && <Skeleton height="60dvh" />}
      {portfolio.value !== undefined && (
        <ErrorBoundary>
          <Router>
            <Route path="/" component={Now} />
            <Route path="/sign-in" component={Now} />
            <Route path="/floors" component={Floors} />
            <Route path="/floors/:id" component={FloorPage} />
            <Route path="/spaces/:id" component={SpacePage} />
            <Route path="/compare" component={Compare} />
            <Route path="/sensors" component={Sensors} />
            <Route path="/changes" component={Changes} />
            <Route path="/set-up/:section?/:rest*" component={SetUp} />
            <Route default component={NotFound} />
          </Router>
        </ErrorBoundary>
      )}
    </Shell>
  )
}
