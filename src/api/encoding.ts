/** How a body may be packed. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** The packing that the header Accept-Encoding allows, brotli first. */
export function chooseEncoding(header: string | string[] | undefined): Encoding {
  const accepted = String(header ?? '').split(/\s*,\s*/);
  const takes = (name: string): boolean =>
    accepted.some((one) => {
      const [coding, weight] = one.split(/\s*;\s*/);
      return coding === name && !/^q=0(?:\.0*)?$/.test(weight ?? '');
    });
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : 'identity';
}
