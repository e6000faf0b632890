import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ServiceContext } from '../service-context.ts';

/** Whose weekly mail of which store a link is about. */
export interface DigestReader {
  readonly storeId: number;
  readonly userId: number;
}

const FORMAT = /^([1-9]\d{0,14})\.([1-9]\d{0,14})\.([A-Za-z0-9_-]{43})$/;

/** What a link that ends a subscription carries. It does not age: a mail of years ago can still be stopped. */
export function signDigestLink(context: Pick<ServiceContext, 'secret'>, { storeId, userId }: DigestReader): string {
  return `${storeId}.${userId}.${sign(context, `${storeId}.${userId}`).toString('base64url')}`;
}

/** Whose link it is; null for one that we did not make. */
export function readDigestLink(context: Pick<ServiceContext, 'secret'>, token: string): DigestReader | null {
  const [, store = '', user = '', signature = ''] = FORMAT.exec(token) ?? [];
  if (signature === '') return null;
  const given = Buffer.from(signature, 'base64url');
  const wanted = sign(context, `${store}.${user}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  return { storeId: Number(store), userId: Number(user) };
}

function sign({ secret }: Pick<ServiceContext, 'secret'>, text: string): Buffer {
  return createHmac('sha256', secret('links that stop the weekly mail')).update(text).digest();
}
