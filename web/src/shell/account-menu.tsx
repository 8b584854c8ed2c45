import { CircleUserRound } from 'lucide'
import { signOut } from '../api/session.ts'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { say } from '../parts/toast.tsx'
import { session } from '../state/session.ts'
import { theme, themes } from '../state/theme.ts'
import { texts } from '../texts/texts.ts'
import { FormatFields } from './format-fields.tsx'
import './account-menu.css'

/** Who is signed in, the colours, the reference, and the way out. */
export function AccountMenu() {
  const { account, signedInAs, theme: names, pages } = texts.common
  const { value: who } = session
  if (!who) return null
  return (
    <Menu label={account} icon={CircleUserRound}>
      <p class="account-name">
        <strong>{who.organization.name}</strong>
        <span class="muted">{signedInAs(who.name)}</span>
      </p>
      <fieldset class="theme-choice">
        <legend>{names.label}</legend>
        {themes.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="theme"
              checked={theme.value === choice}
              onChange={() => {
                theme.value = choice
              }}
            />
            {names[choice]}
          </label>
        ))}
      </fieldset>
      <FormatFields />
      <a class="menu-item" href="/docs/" target="_blank" rel="noreferrer">
        {pages.reference}
      </a>
      <MenuItem onPress={() => signOut().catch((error) => say(String(error.detail ?? error), 'failed'))}>
        {texts.common.signOut}
      </MenuItem>
    </Menu>
  )
}
