/**
 * `node bench/shop-page.ts http://127.0.0.1:4100/s/trattoria-lucia?table=7`: what the first page of a shop weighs, and
 * when a phone can use it: 1.6 Mbit/s, 150 ms round trip, a processor four times slower, nothing cached. Medians.
 */
import { launchBrowser } from '../test/support/browser.ts';

const RUNS = 5;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const CPU_SLOWDOWN = 4;

/** One visit: bytes on the wire until everything in view is there, and moments in ms after the tap. */
interface Visit {
  readonly bytes: number;
  readonly requests: number;
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  /** The script has started: buttons work. */
  readonly usableMs: number;
  /** The list of suggestions is filled. */
  readonly suggestionsMs: number;
  readonly layoutShift: number;
}

const url = process.argv[2];
if (url === undefined) throw new Error('The address of a shop is missing.');
const browser = await launchBrowser();
const visits: Visit[] = [];
for (let run = 0; run < RUNS; run++) visits.push(await visit(url));
await browser.close();

const median = (key: keyof Visit): number => visits.map((one) => one[key]).sort((a, b) => a - b)[RUNS >> 1] ?? 0;
for (const key of Object.keys(visits[0] ?? {}) as (keyof Visit)[]) {
  const all = visits.map((one) => one[key]);
  console.log(key.padEnd(16), median(key), `(${Math.min(...all)} to ${Math.max(...all)})`);
}

async function visit(address: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  let bytes = 0;
  let requests = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await page.addInitScript(watchPage);
  await page.goto(address, { waitUntil: 'commit' });
  const read = () => page.evaluate(() => (window as unknown as { seen: Omit<Visit, 'bytes' | 'requests'> }).seen);
  let seen = await read();
  for (let wait = 0; wait < 20 && seen.suggestionsMs === 0; wait++) {
    await page.waitForTimeout(500);
    seen = await read();
  }
  // What still loads in view and near it counts too.
  await page.waitForTimeout(2_500);
  seen = await read();
  await context.close();
  return { bytes, requests, ...seen };
}

/** Runs in the page, before anything else. */
function watchPage(): void {
  const seen = { firstPaintMs: 0, largestPaintMs: 0, usableMs: 0, suggestionsMs: 0, layoutShift: 0 };
  Object.assign(window, { seen });
  const observe = (type: string, take: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('paint', ({ startTime }) => {
    seen.firstPaintMs ||= Math.round(startTime);
  });
  observe('largest-contentful-paint', ({ startTime }) => {
    seen.largestPaintMs = Math.round(startTime);
  });
  observe('layout-shift', (entry) => {
    seen.layoutShift += (entry as PerformanceEntry & { value: number }).value;
  });
  const look = (): void => {
    const isScripted = document.documentElement?.classList.contains('scripted');
    if (isScripted) seen.usableMs ||= Math.round(performance.now());
    const list = document.querySelector('pairwell-recommendations')?.shadowRoot;
    if (list?.querySelector('.pw-card')) seen.suggestionsMs = Math.round(performance.now());
    else requestAnimationFrame(look);
  };
  look();
}
