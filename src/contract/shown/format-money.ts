/**
 * An amount in minor units as the guest reads it; '' when the currency or the language is none.
 *
 * @example
 * formatMoney(450, { currency: 'EUR', locale: 'en-IE' }) // => '€4.50'
 */
export function formatMoney(amountMinor: number, { currency, locale }: { currency: string; locale: string }): string {
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    return '';
  }
}
