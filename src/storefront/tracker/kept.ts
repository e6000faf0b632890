const PREFIX = 'pairwell.';

/** Reads what localStorage keeps for us; null also where the browser forbids it. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a text, where the browser lets us; null drops it. */
export function keep(name: string, text: string | null): void {
  try {
    if (text) localStorage.setItem(PREFIX + name, text);
    else localStorage.removeItem(PREFIX + name);
  } catch {}
}
