import type { Io } from './runtime.ts';

const REDRAW_MS = 100;
const BAR_WIDTH = 28;

/** A progress bar on standard error: drawn on a terminal only, so that files and pipes stay clean. */
export class ProgressBar {
  readonly #io: Io;
  readonly #clock: () => number;
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #shown = false;

  constructor(io: Io, clock: () => number) {
    this.#io = io;
    this.#clock = clock;
  }

  /** Shows how far a piece of work is; `share` is 0 to 1. */
  update(label: string, share: number): void {
    if (!this.#io.isTerminal) return;
    const now = this.#clock();
    if (share < 1 && now - this.#drawnAtMs < REDRAW_MS) return;
    this.#drawnAtMs = now;
    this.#shown = true;
    const filled = Math.round(Math.min(1, share) * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    this.#io.err(`\r${label.padEnd(18)} ${bar} ${String(Math.round(share * 100)).padStart(3)} %`);
  }

  /** Ends the line. */
  done(): void {
    if (this.#shown) this.#io.err('\n');
    this.#shown = false;
  }
}
