/** What this browser keeps of a person's choices. */
export type KeptChoice = 'language' | 'store' | `dismissed-${string}`;

/** What was chosen here before; null when nothing was, or the browser keeps nothing. */
export function readKept(name: KeptChoice): string | null {
  try {
    return localStorage.getItem(`pairwell-${name}`);
  } catch {
    return null;
  }
}

/** Keeps a choice, where the browser lets us. */
export function writeKept(name: KeptChoice, value: string): void {
  try {
    localStorage.setItem(`pairwell-${name}`, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
