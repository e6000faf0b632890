import { NumberInput } from '@mantine/core';

/** What a field for a number that may be left out is given. */
export interface NumberFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | null;
  readonly value: number | null;
  onSet(value: number | null): void;
}

/** A whole number from 1 on; empty = null. */
export function WholeNumberInput({ value, onSet, ...texts }: NumberFieldProps & { readonly max: number }) {
  return (
    <NumberInput
      {...texts}
      defaultValue={value ?? ''}
      min={1}
      allowDecimal={false}
      hideControls
      onChange={(typed) => onSet(typeof typed === 'number' ? typed : null)}
    />
  );
}
