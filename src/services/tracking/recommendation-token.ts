import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/** What a token says about an answer, without asking the database. */
export interface RecommendationToken {
  readonly storeId: number;
  readonly recId: string;
  /** The arm that the answer was given in: `control` while no test runs. */
  readonly arm: string;
  /** Internal ids of the items in the order of their slots; position 1 is the first. */
  readonly items: readonly number[];
  /** Whole seconds since 1970. */
  readonly expiresAt: number;
  /** Which key signed it. */
  readonly keyId: number;
}

/** The purpose under which the signing key is derived from the secret of the installation. */
export const TOKEN_PURPOSE = 'recommendation token 1';
/** Events of an answer are taken as proven for this long after it was given. */
export const TOKEN_HOURS = 24;

const FORMAT = 1;
const KEY_ID = 1;
const REC_ID_BYTES = 16;
const MAC_BYTES = 16;
const MOST_LETTERS = 1000;

/**
 * Signs what an answer offered: base64url of format, key id, expiry (u32, seconds), store (varint), rec_id (16 bytes),
 * arm (length, UTF-8), items (count, varints) and the first 16 bytes of the HMAC-SHA256 over all of these.
 *
 * @param key - Derived for {@link TOKEN_PURPOSE}.
 * @throws RangeError for an arm of more than 255 bytes, more than 255 items, or an id below 0.
 */
export function signToken(key: Buffer, answer: Omit<RecommendationToken, 'keyId'>): string {
  const arm = Buffer.from(answer.arm, 'utf8');
  if (arm.length > 255 || answer.items.length > 255) throw new RangeError('An arm or a list is too long for a token.');
  const expiry = Buffer.alloc(4);
  expiry.writeUInt32BE(answer.expiresAt);
  const body = Buffer.concat([
    Buffer.of(FORMAT, KEY_ID),
    expiry,
    Buffer.from(varint(answer.storeId)),
    Buffer.from(answer.recId.replaceAll('-', ''), 'hex'),
    Buffer.of(arm.length),
    arm,
    Buffer.of(answer.items.length),
    Buffer.from(answer.items.flatMap(varint)),
  ]);
  return Buffer.concat([body, macOf(key, body)]).toString('base64url');
}

/**
 * Reads a token that {@link signToken} made with the same key; null for anything else, however it was changed. Whether
 * it has expired and whose it is are for the caller to judge.
 */
export function readToken(key: Buffer, text: string): RecommendationToken | null {
  if (text.length > MOST_LETTERS) return null;
  const bytes = Buffer.from(text, 'base64url');
  // More than one text decodes to the same bytes; only the one that was given out counts.
  if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== text) return null;
  const body = bytes.subarray(0, -MAC_BYTES);
  if (!timingSafeEqual(bytes.subarray(-MAC_BYTES), macOf(key, body))) return null;
  return body[0] === FORMAT && body[1] === KEY_ID ? readBody(body) : null;
}

function readBody(body: Buffer): RecommendationToken {
  const reader = new ByteReader(body);
  const [, keyId] = [reader.byte(), reader.byte()];
  const expiresAt = reader.take(4).readUInt32BE();
  const storeId = reader.varint();
  const recId = formatUuid(reader.take(REC_ID_BYTES).toString('hex'));
  const arm = reader.take(reader.byte()).toString('utf8');
  const items = Array.from({ length: reader.byte() }, () => reader.varint());
  return { storeId, recId, arm, items, expiresAt, keyId };
}

function macOf(key: Buffer, body: Buffer): Buffer {
  return createHmac('sha256', keyObjectOf(key)).update(body).digest().subarray(0, MAC_BYTES);
}

/** The key that was used last, ready for use: making it ready takes four times as long as an HMAC. */
let ready: { readonly bytes: Buffer; readonly object: KeyObject } | null = null;

function keyObjectOf(key: Buffer): KeyObject {
  if (ready === null || !ready.bytes.equals(key)) ready = { bytes: Buffer.from(key), object: createSecretKey(key) };
  return ready.object;
}

/** Seven bits to a byte, lowest first; the top bit says that more follow. */
function varint(value: number): number[] {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no id.`);
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

function formatUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.take(1).readUInt8();
  }

  take(length: number): Buffer {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }
}
