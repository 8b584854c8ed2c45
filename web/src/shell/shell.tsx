import { ChartColumnBig, CircleGauge, History, Map as MapIcon, Radio, Settings2 } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { Icon } from '../parts/icon.tsx'
import { texts } from '../texts/texts.ts'
import { AccountMenu } from './account-menu.tsx'
import { ClockNotice } from './clock-notice.tsx'
import { currentOf } from './current.ts'
import { LiveSign } from './live-sign.tsx'
import { WorkingHoursButton } from './working-hours-button.tsx'
import './shell.css'

const { pages } = texts.common

const links = [
  { href: '/', name: pages.now, icon: CircleGauge },
  { href: '/floors', name: pages.floors, icon: MapIcon },
  { href: '/compare', name: pages.compare, icon: ChartColumnBig },
  { href: '/sensors', name: pages.sensors, icon: Radio },
  { href: '/changes', name: pages.changes, icon: History },
  { href: '/set-up', name: pages.setUp, icon: Settings2 },
]

/**
 * What surrounds every page: where one can go, whether it is live, the working hours, who is signed in, and
 * whether the clock here is wrong.
 */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation()
  return (
    <div class="shell">
      <a class="skip-link" href="#content">
        {texts.common.skip}
      </a>
      <header class="shell-bar">
        <a class="shell-brand" href="/">
          <img src="/favicon.svg" alt="" width="28" height="28" />
          Headcount
        </a>
        <nav class="shell-nav" aria-label={texts.common.mainMenu}>
          <ul>
            {links.map(({ href, name, icon }) => (
              <li key={href}>
                <a href={href} aria-current={currentOf(href, path)}>
                  <Icon of={icon} size="1.25em" />
                  <span>{name}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="shell-tools">
          <LiveSign />
          <WorkingHoursButton />
          <AccountMenu />
        </div>
      </header>
      <ClockNotice />
      <main id="content" class="shell-content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
