/** 128 random bits as 32 hexadecimal digits. */
export function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A UUID of version 7 (RFC 9562) for a time in milliseconds; `random` are at least 18 hexadecimal digits. */
export function uuidAt(timeMs: number, random: string): string {
  const time = Math.floor(timeMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

/** The time in milliseconds that a UUID of version 7 was made; NaN for other texts. */
export function timeOfUuid(uuid: string): number {
  return Number(`0x${uuid.slice(0, 8)}${uuid.slice(9, 13)}`);
}
