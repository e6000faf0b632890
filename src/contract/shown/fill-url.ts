/**
 * Puts values into an address such as `/cart/add?id={id}`, each encoded. Null unless a page may go there: an http(s)
 * address, or a path of the page's own; `//` begins another host and is neither.
 *
 * @example
 * fillUrl('/items/{id}', { id: 'fish & chips' }) // => '/items/fish%20%26%20chips'
 */
export function fillUrl(template: string | null, values: Readonly<Record<string, string | number>>): string | null {
  const url = (template ?? '').trim();
  if (!/^(https?:\/\/|\/(?![/\\])|[.?#])/i.test(url)) return null;
  return url.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(String(values[name]).replace(/\p{Surrogate}/gu, '\ufffd')) : whole,
  );
}
