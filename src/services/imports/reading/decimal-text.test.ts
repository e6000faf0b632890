import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimal } from './decimal-text.ts';
import { readAmount, readMinorUnits, readPrice } from './money-text.ts';
import { readQuantityMilli } from './quantity-text.ts';

const units = (text: string, exponent = 2, decimalSign: '.' | ',' = '.') => {
  const value = readPrice(text, { exponent, decimalSign });
  return value.kind === 'decimal' ? value.units : value.code;
};

describe('readPrice', () => {
  it.each([
    ['12.50', 1250],
    ['12,50', 1250],
    ['0', 0],
    ['.5', 50],
    ['1,234.50', 123450],
    ['1.234,50', 123450],
    ['1 234,50', 123450],
    ["1'234.50", 123450],
    ['1,23,456.00', 12345600],
    ['1,234', 123400],
    ['₹1,250.00', 125000],
    ['Rs. 99', 9900],
    ['USD 4.5', 450],
    ['2,50 €', 250],
    ['1.005', 101],
    ['1.004', 100],
    ['12,5o', 'not_a_number'],
    ['1,2,3', 'not_a_number'],
    ['1.2.3', 'not_a_number'],
    ['12 50x', 'not_a_number'],
    ['1e3', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['-1.00', 'negative_price'],
    ['(1.00)', 'negative_price'],
    ['₹-1.00', 'negative_price'],
    ['99999999999999999999', 'number_too_large'],
    ['99999999999.00', 'price_too_large'],
  ])('reads %s', (text, expected) => expect(units(text)).toBe(expected));

  it('follows the file in what can be read both ways', () => {
    expect(units('1.234', 2, ',')).toBe(123400);
    expect(units('1,234', 2, ',')).toBe(123);
    expect(units('1.250', 3, '.')).toBe(1250);
    expect(units('1,250', 0, '.')).toBe(1250);
  });

  it('is exact for every amount, in both notations', () => {
    const amounts = fc.tuple(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom(0, 2, 3), fc.constantFrom('.', ','));
    fc.assert(
      fc.property(amounts, ([minor, exponent, sign]) => {
        const digits = String(minor).padStart(exponent + 1, '0');
        const whole = digits.slice(0, digits.length - exponent);
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, sign === '.' ? ',' : '.');
        const text = exponent === 0 ? grouped : `${grouped}${sign}${digits.slice(-exponent)}`;
        expect(units(text, exponent, sign as '.' | ',')).toBe(minor);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('never makes up a number from any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = readDecimal(text, { scale: 2, decimalSign: '.' });
        if (value.kind === 'decimal')
          expect(text).toMatch(/^[+-]?[\d., '\u00a0\u202f\u2019]*\d[\d., '\u00a0\u202f\u2019]*$/);
      }),
      { seed: 12, numRuns: 1000 },
    );
  });
});

describe('readAmount and readMinorUnits', () => {
  it('keeps the sign of an amount', () => {
    expect(readAmount('-$1.00', { exponent: 2, decimalSign: '.' })).toMatchObject({ units: -100 });
  });
  it('reads whole minor units only', () => {
    expect(readMinorUnits('49900')).toBe(49900);
    expect(readMinorUnits('49900.00')).toBe(49900);
    expect(readMinorUnits('499.50')).toMatchObject({ code: 'not_minor_units' });
    expect(readMinorUnits('-5')).toMatchObject({ code: 'negative_price' });
    expect(readMinorUnits('abc')).toMatchObject({ code: 'not_a_number' });
  });
});

describe('readQuantityMilli', () => {
  it.each([
    ['', 1000],
    ['1', 1000],
    ['12', 12_000],
    ['0.25', 250],
    ['1,5', 1500],
    ['1.125', 1125],
    ['1.0', 1000],
    ['1000000', 1_000_000_000],
  ])('reads "%s"', (text, milli) => expect(readQuantityMilli(text, '.')).toBe(milli));

  it.each([
    ['0', 'zero_quantity'],
    ['0.000', 'zero_quantity'],
    ['-2', 'negative_quantity'],
    ['1.2345', 'quantity_too_fine'],
    ['1000001', 'quantity_too_large'],
    ['99999999999999999', 'quantity_too_large'],
    ['two', 'not_a_number'],
  ])('refuses "%s"', (text, code) => expect(readQuantityMilli(text, '.')).toMatchObject({ code }));
});
