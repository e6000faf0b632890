const GROUPS_OF_A_NETWORK = 4;
const GROUPS = 8;

/**
 * Whom an address belongs to, as far as limits go: an IPv4 address by itself, of IPv6 the first 64 bits, which is what one
 * customer of a network provider has.
 *
 * @example
 * addressBlock('2001:db8::1:2') // => "2001:db8:0:0"
 */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: GROUPS - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].slice(0, GROUPS_OF_A_NETWORK).join(':');
}
