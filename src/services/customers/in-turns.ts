import { setImmediate } from 'node:timers/promises';

const PER_TURN = 500;

/** A long list in parts; between two of them other requests have their turn. */
export async function* inTurns<T>(list: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < list.length; start += PER_TURN) {
    if (start > 0) await setImmediate();
    yield list.slice(start, start + PER_TURN);
  }
}
