/**
 * Where `?next=` leads somebody who has signed in: an address of this installation; null = none is named, or one of somebody
 * else's. The whole address is given, so that a path such as "//host" cannot become another host.
 *
 * @example
 * readNextAddress('?next=%2Fs%2Fbistro%2Fstaff', { origin: 'https://shop.example', base: '' }) // => 'https://shop.example/s/bistro/staff'
 */
export function readNextAddress(search: string, { origin, base }: { origin: string; base: string }): string | null {
  const next = new URLSearchParams(search).get('next');
  if (!next?.startsWith('/') || !URL.canParse(next, origin)) return null;
  const url = new URL(next, origin);
  return url.origin === origin && url.pathname.startsWith(`${base}/`) ? url.href : null;
}
