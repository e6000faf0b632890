const PREFIX = 'pairwell.';

/** Reads what localStorage keeps for us; null also where the browser forbids it. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a text, where the browser lets us. */
export function keep(name: string, text: string): void {
  try {
    localStorage.setItem(PREFIX + name, text);
  } catch {}
}

/** Drops a text. */
export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {}
}
