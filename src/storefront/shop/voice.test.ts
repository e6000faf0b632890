import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openVoice } from './voice.ts';

const region = { textContent: '' };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { getElementById: () => region });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('says the same words twice, leaves none standing, and forgets them on the next page', () => {
  const say = openVoice();
  say('Fries is in your order.');
  vi.advanceTimersByTime(200);
  expect(region.textContent).toBe('Fries is in your order.');
  // Empty in between: a reader that sees no change says nothing.
  say('Fries is in your order.');
  expect(region.textContent).toBe('');
  vi.advanceTimersByTime(200);
  expect(region.textContent).toBe('Fries is in your order.');
  vi.advanceTimersByTime(10_000);
  expect(region.textContent).toBe('');
  say('Signed in.');
  say('');
  vi.advanceTimersByTime(10_000);
  expect(region.textContent).toBe('');
});
