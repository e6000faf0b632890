import type { FastifyRequest } from 'fastify';

/**
 * Whether a page of ours sends the request, by what the browser says of it: `Sec-Fetch-Site` where there is one, else `Origin`.
 *
 * @param publicUrl where the installation is reached, beside the host that the request itself names
 * @returns null when it says nothing: old browsers that read, and programs
 */
export function isFromOwnOrigin({ headers, host }: FastifyRequest, publicUrl: string): boolean | null {
  const { origin, 'sec-fetch-site': site } = headers;
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined) return null;
  // The scheme may differ behind a proxy that speaks https for us.
  const ours = [`http://${host}`, `https://${host}`, publicUrl].map(hostOf);
  const theirs = hostOf(origin);
  return theirs !== null && ours.includes(theirs);
}

/** The host with its port, where that is not the scheme's own. */
function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
