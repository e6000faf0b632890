import { NumberInput } from '@mantine/core';
import { minorDigits } from '../format/formats.ts';
import { useStoreSettings } from './current-store.ts';
import type { NumberFieldProps } from './whole-number-input.tsx';

/** An amount that is typed in the store's currency and kept in its minor unit; empty = null. */
export function MoneyInput({ label, value, onSet, ...texts }: NumberFieldProps) {
  const { currency } = useStoreSettings();
  const decimals = minorDigits(currency);
  const minorPerMajor = 10 ** decimals;
  return (
    <NumberInput
      {...texts}
      label={`${label} (${currency})`}
      defaultValue={value === null ? '' : value / minorPerMajor}
      min={0}
      decimalScale={decimals}
      fixedDecimalScale
      hideControls
      onChange={(typed) => onSet(typeof typed === 'number' ? Math.round(typed * minorPerMajor) : null)}
    />
  );
}
