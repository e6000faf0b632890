/**
 * JSON for a `jsonb` column, of texts that came from anywhere. PostgreSQL's text has neither the character NUL nor half a
 * surrogate pair: what a file has of them becomes U+FFFD, as in a text that was decoded badly.
 *
 * @example
 * storedJson({ value: 'te\u0000a' }) // => "{\"value\":\"te\ufffda\"}"
 */
export function storedJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storedText(part) : part));
}

function storedText(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}
