import { describe, expect, it } from 'vitest';
import { createFormats } from './formats.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const settings = { locale: 'en-GB', currency: 'EUR', timeZone: 'UTC', language: 'en' };

describe('money', () => {
  it.each([
    ['en-GB', 'EUR', 123456789, '€1,234,567.89'],
    ['de-DE', 'EUR', 123456789, '1.234.567,89 €'],
    ['en-IN', 'INR', 123456789, '₹12,34,567.89'],
    ['en', 'INR', 1234567800, '₹1,23,45,678.00'],
    ['en-US', 'INR', 123456789, '₹1,234,567.89'],
    ['ja-JP', 'JPY', 1234, '¥1,234'],
    ['en', 'KWD', 1234567, 'KWD 1,234.567'],
  ])('%s %s', (locale, currency, minor, written) => {
    expect(plain(createFormats({ ...settings, locale, currency }).money(minor)).replace('￥', '¥')).toBe(written);
  });

  it('never leaves a sign at the end of a line', () => {
    const formats = createFormats(settings);
    expect([formats.money(-150), formats.wholeMoney(500, true), formats.moneyMajor(-2)]).toEqual([
      '-\u2060€1.50',
      '+\u2060€5',
      '-\u2060€2.00',
    ]);
  });

  it('takes major units too', () => {
    expect(createFormats(settings).moneyMajor(1875.5)).toBe('€1,875.50');
  });
});

describe('sentences', () => {
  it('tell whole money, and changes with their sign', () => {
    const formats = createFormats({ ...settings, locale: 'en-IN', currency: 'INR' });
    expect([formats.wholeMoney(12_345_678), formats.wholeMoney(12_345_678, true), formats.wholeMoney(-150)]).toEqual([
      '₹1,23,457',
      '+\u2060₹1,23,457',
      '-\u2060₹2',
    ]);
    expect([formats.change(0.0421), formats.change(-0.2), formats.change(0)]).toEqual(['+4.2%', '-20%', '0%']);
    expect(createFormats({ ...settings, currency: 'JPY' }).wholeMoney(847)).toBe('JP¥847');
  });
});

describe('numbers and shares', () => {
  it('has as many decimals as are asked for', () => {
    const formats = createFormats(settings);
    expect([
      formats.number(1234.56),
      formats.number(1.25, 2),
      formats.percent(0.153),
      formats.percent(0.1534, 1),
    ]).toEqual(['1,235', '1.25', '15%', '15.3%']);
  });
});

describe('days of the calendar', () => {
  it.each(['America/Los_Angeles', 'Pacific/Kiritimati'])('stay the same day in %s', (timeZone) => {
    expect(createFormats({ ...settings, timeZone }).day('2026-11-21')).toBe('21 Nov 2026');
  });
});

describe('moments', () => {
  it('are told by the clocks of the store, across midnight too', () => {
    const formats = createFormats({ ...settings, timeZone: 'Asia/Kolkata' });
    expect(formats.date('2026-03-01T19:30:00Z')).toBe('2 Mar 2026');
    expect(plain(formats.dateTime('2026-03-01T19:30:00Z'))).toBe('2 Mar 2026, 01:00');
  });

  it('speak the language of the page, numbers the locale of the store', () => {
    const formats = createFormats({ ...settings, language: 'de' });
    expect(formats.date('2026-03-02T10:00:00Z')).toBe('02.03.2026');
    expect(formats.number(1234)).toBe('1,234');
  });

  it('name days of the week and hours', () => {
    const german = createFormats({ ...settings, locale: 'de-DE', language: 'de' });
    expect([german.weekday(1), german.weekday(7), german.hour(18)]).toEqual(['Montag', 'Sonntag', '18 Uhr']);
    const american = createFormats({ ...settings, locale: 'en-US' });
    expect([american.weekday(5), plain(american.hour(0)), plain(american.hour(21)), plain(american.hour(24))]).toEqual([
      'Friday',
      '12 AM',
      '9 PM',
      '12 AM',
    ]);
  });
});
