import { describe, expect, it } from 'vitest';
import { NewestAnswer } from './newest-answer.ts';

/** A question that is answered when the test says so, with the state of the world when it was put. */
function openQuestion() {
  const put: { seen: number; answer: () => void; fail: () => void }[] = [];
  const world = { state: 0 };
  const newest = new NewestAnswer(() => {
    const seen = world.state;
    return new Promise<number>((resolve, reject) => {
      put.push({ seen, answer: () => resolve(seen), fail: () => reject(new RangeError('no answer')) });
    });
  });
  return { put, world, newest };
}

describe('NewestAnswer', () => {
  it('puts one question at a time, and one more for all who asked meanwhile', async () => {
    const { put, newest } = openQuestion();
    const first = newest.ask();
    const others = [newest.ask(), newest.ask(), newest.ask()];
    expect(put).toHaveLength(1);
    put[0]?.answer();
    await first;
    await Promise.resolve();
    expect(put).toHaveLength(2);
    put[1]?.answer();
    await Promise.all(others);
    expect(put).toHaveLength(2);
  });

  it('never answers with what was so before the asking', async () => {
    const { put, world, newest } = openQuestion();
    const first = newest.ask();
    world.state = 1;
    const second = newest.ask();
    put[0]?.answer();
    expect(await first).toBe(0);
    await Promise.resolve();
    put[1]?.answer();
    expect(await second).toBe(1);
  });

  it('goes on after a question that failed, and tells only those who asked it', async () => {
    const { put, newest } = openQuestion();
    const first = newest.ask();
    const second = newest.ask();
    put[0]?.fail();
    await expect(first).rejects.toThrow('no answer');
    await Promise.resolve();
    put[1]?.answer();
    expect(await second).toBe(0);
    const third = newest.ask();
    put[2]?.answer();
    expect(await third).toBe(0);
  });
});
