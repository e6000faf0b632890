import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
const TOKEN_FORMAT = /^[A-Za-z0-9_-]{43}$/;

/** A token of 256 random bits, as 43 characters that need no escaping in addresses and cookies. */
export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** True for a text that {@link createToken} could have made. */
export function isToken(text: string): boolean {
  return TOKEN_FORMAT.test(text);
}

/** What is stored of a token. It carries 256 random bits, so one round of SHA-256 is enough: there is nothing to guess. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
