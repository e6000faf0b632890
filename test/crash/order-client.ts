import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../support/run-cli.ts';

const ITEMS = ['burger', 'fries', 'cola', 'salad', 'tart'] as const;
const PAUSE_AFTER_FAILURE_MS = 20;

/** A till that sends one order after the other, whatever happens, and keeps its own list of those that were confirmed. */
export class OrderClient {
  /** Ids of the orders that the server said it has, in the order of its answers. */
  readonly acknowledged: string[] = [];
  /** Codes of the answers that were no confirmation. */
  readonly refusals = new Set<string>();
  readonly #prefix: string;
  #sent = 0;
  #stopped = false;
  #work: Promise<void> = Promise.resolve();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Begins to send; every tenth call carries ten orders. */
  start(server: ServerProcess, key: string): void {
    this.#stopped = false;
    this.#work = this.#send(server, key);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  async #send(server: ServerProcess, key: string): Promise<void> {
    for (let call = 1; !this.#stopped; call++) {
      const body = Array.from({ length: call % 10 === 0 ? 10 : 1 }, () => this.#nextOrder());
      try {
        const answer = await server.fetch('/api/orders', { key, body });
        if (answer.status >= 300) this.refusals.add(answer.body.code);
        else for (const { id, result } of answer.body.results) if (result === 'created') this.acknowledged.push(id);
      } catch {
        // The connection broke: nobody knows whether the order is in, so it is not in the list.
        await sleep(PAUSE_AFTER_FAILURE_MS);
      }
    }
  }

  #nextOrder() {
    const number = ++this.#sent;
    const pick = (step: number) => ITEMS[(number * step) % ITEMS.length] ?? 'burger';
    return {
      id: `${this.#prefix}-${number}`,
      ordered_at: new Date(Date.UTC(2026, 2, 1) + number * 60_000).toISOString(),
      lines: [pick(1), pick(2), pick(3)].map((item) => ({ item, name: item, unit_price_minor: 500 })),
    };
  }
}
