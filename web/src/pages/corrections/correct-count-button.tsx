import { UserRoundPen } from 'lucide'
import type { FunctionComponent } from 'preact'
import { useState } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { say } from '../../parts/toast.tsx'
import { texts } from '../../texts/texts.ts'
import { RowButton } from '../set-up/parts/row-actions.tsx'
import type { CorrectCountDialogProps } from './correct-count-dialog.tsx'

type Dialog = FunctionComponent<CorrectCountDialogProps>

interface CorrectCountButtonProps {
  space: Space
  /** In a row of a table: an icon with the words for who cannot see it. */
  asIcon?: boolean
}

/** Opens the dialog in which the count of a space is put right and what was corrected is listed. */
export function CorrectCountButton({ space, asIcon = false }: CorrectCountButtonProps) {
  const words = texts.setUp.correctCount
  const [{ Dialog }, setOpen] = useState<{ Dialog: Dialog | null }>({ Dialog: null })
  // The dialog knows time zones, which few who look at a space need.
  const open = async () => {
    try {
      const { CorrectCountDialog } = await import('./correct-count-dialog.tsx')
      setOpen({ Dialog: CorrectCountDialog })
    } catch (error) {
      say(String(error), 'failed')
    }
  }
  return (
    <>
      {asIcon ? (
        <RowButton icon={UserRoundPen} label={words.title(space.name)} onPress={open} />
      ) : (
        <Button onClick={open}>
          <Icon of={UserRoundPen} />
          {words.button}
        </Button>
      )}
      {Dialog !== null && <Dialog space={space} onClose={() => setOpen({ Dialog: null })} />}
    </>
  )
}
