import { Plus } from 'lucide'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'

interface AddButtonProps {
  label: string
  onPress: () => void
  /** One `primary` button a section: it adds what the section is about. */
  kind?: 'primary' | 'plain'
  disabled?: boolean
}

/** Adds something to a list. */
export function AddButton({ label, onPress, kind = 'primary', disabled = false }: AddButtonProps) {
  return (
    <Button kind={kind} disabled={disabled} onClick={onPress}>
      <Icon of={Plus} />
      {label}
    </Button>
  )
}
