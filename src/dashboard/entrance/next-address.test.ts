import { describe, expect, it } from 'vitest';
import { readNextAddress } from './next-address.ts';

const HERE = { origin: 'https://shop.example', base: '' };
const read = (next: string, here = HERE) => readNextAddress(`?next=${next}`, here);

describe('readNextAddress', () => {
  it('takes a path of our own, with its query', () => {
    expect(read('%2Fs%2Fbistro%2Fstaff%3Ftable%3D7')).toBe('https://shop.example/s/bistro/staff?table=7');
    expect(read('/s/bistro/staff')).toBe('https://shop.example/s/bistro/staff');
    expect(readNextAddress('', HERE)).toBeNull();
  });

  it.each([
    ...['//evil.example', '/%5Cevil.example', '%2F%2Fevil.example', '%5C%5Cevil.example', '/%09/evil.example'],
    ...[
      '/%0A%5Cevil.example',
      '%09//evil.example',
      'https:evil.example',
      'https://evil.example/s/',
      'javascript:alert(1)',
    ],
    ...[
      'data:text/html,x',
      'evil.example',
      '%252F%252Fevil.example',
      '',
      '//shop.example@evil.example',
      '///evil.example',
      '/%2F%2Fevil.example',
    ],
    ...['https://shop.example/s/bistro', '//shop.example:444/'],
  ])('takes no other: %s', (next) => {
    expect(read(next)).toBeNull();
  });

  it('never leaves the host, whatever the path looks like', () => {
    for (const next of ['/.//evil.example', '/s/..//evil.example', '/%252F%252Fevil.example', '/@evil.example']) {
      expect(new URL(String(read(next))).origin, next).toBe(HERE.origin);
    }
  });

  it('stays within the installation', () => {
    const inside = { ...HERE, base: '/pairwell' };
    expect(read('/pairwell/s/bistro/staff', inside)).toBe('https://shop.example/pairwell/s/bistro/staff');
    for (const next of ['/other', '/pairwell/../other', '/pairwell.evil/']) expect(read(next, inside), next).toBeNull();
  });
});
