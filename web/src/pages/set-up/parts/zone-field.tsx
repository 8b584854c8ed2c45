import { useId } from 'preact/hooks'
import { TextField } from './fields.tsx'

interface ZoneFieldProps {
  label: string
  hint?: string
  error?: string | null
  value: string
  onInput: (zone: string) => void
  required?: boolean
}

/** A time zone by its IANA name, found by typing a part of it. */
export function ZoneField(props: ZoneFieldProps) {
  const id = useId()
  return (
    <div>
      <TextField {...props} list={id} />
      <datalist id={id}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  )
}
