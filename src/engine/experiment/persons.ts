/** Two names of one person. */
export type NameLink = readonly [string, string];

/** Whom an order names. */
export interface NamedOrder {
  readonly visitor: string | null;
  /** The customer's number. */
  readonly customer: number | null;
  readonly session: string | null;
}

/**
 * Names that belong together: a visitor who signs in is the customer from then on, also on the other device. Every name
 * stands for the smallest name of its person, so that the order of the links makes no difference.
 *
 * @example
 * const persons = new Persons([['v:phone', 'c:7'], ['v:laptop', 'c:7']]);
 * persons.of('v:phone') === persons.of('v:laptop') // => true
 * persons.of('v:other') // => 'v:other'
 */
export class Persons {
  readonly #parents = new Map<string, string>();

  constructor(links: Iterable<NameLink>) {
    for (const [a, b] of links) {
      const [smaller = a, larger = b] = [this.of(a), this.of(b)].sort();
      if (smaller !== larger) this.#parents.set(larger, smaller);
    }
  }

  /** The name that stands for this one's person. */
  of(name: string): string {
    let root = name;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    return root;
  }

  /** The person of an order: its visitor, else its customer, else the unit that was seen in its session. */
  ofOrder({ visitor, customer, session }: NamedOrder, sessions: ReadonlyMap<string, string>): string | null {
    if (visitor !== null) return this.of(`v:${visitor}`);
    if (customer !== null) return this.of(`c:${customer}`);
    if (session === null) return null;
    return this.of(sessions.get(session) ?? `s:${session}`);
  }
}
