import { describe, expect, it } from 'vitest';
import { SlidingWindow } from './sliding-window.ts';

describe('SlidingWindow', () => {
  it('counts what entered and has not left', () => {
    const window = new SlidingWindow(1000);
    window.enter([0, 5]);
    window.enter([5]);
    window.enter([]);
    expect([window.orders, window.countOf(0), window.countOf(5), window.countOf(99)]).toEqual([3, 1, 2, 0]);
    window.leave([0, 5]);
    expect([window.orders, window.countOf(0), window.countOf(5)]).toEqual([2, 0, 1]);
    window.clear();
    expect([window.orders, window.countOf(5)]).toEqual([0, 0]);
  });
});
