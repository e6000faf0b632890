/** The value below which a share of the sorted times lies. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  return sorted[place] ?? Number.NaN;
}

/** Median and 99th percentile of a piece of work, in microseconds: warmed up first, each call timed by itself. */
export function timeCalls(calls: number, work: (call: number) => unknown): { p50Us: number; p99Us: number } {
  for (let call = 0; call < calls / 2; call++) work(call);
  const times: number[] = [];
  for (let call = 0; call < calls; call++) {
    const startedMs = performance.now();
    work(call);
    times.push((performance.now() - startedMs) * 1000);
  }
  times.sort((a, b) => a - b);
  return { p50Us: quantile(times, 0.5), p99Us: quantile(times, 0.99) };
}
