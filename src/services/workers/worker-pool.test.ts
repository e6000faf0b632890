import { afterEach, describe, expect, it } from 'vitest';
import { type PairRow, reportPairs } from '../../engine/basket/pair-report.ts';
import { createTimeZone } from '../../engine/calendar/time-zone.ts';
import { createItem } from '../../engine/create-item.ts';
import { createOrder } from '../../engine/create-order.ts';
import { StoreModel } from '../../engine/model/store-model.ts';
import { packPairReport } from './report-packed-pairs.ts';
import { WorkerPool } from './worker-pool.ts';

const OPTIONS = { minTogether: 1, minConfidence: 0, minLift: 0, limit: 5000 };

let pool = new WorkerPool();
afterEach(async () => {
  await pool.close();
  pool = new WorkerPool();
});

/** Items in five categories, some in none; pairs by fixed strides, and one of the first and last items planted. */
function makeModel(items: number): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(
    Array.from({ length: items }, (_, index) => {
      const category = { categoryId: index % 5, categoryName: `Category ${index % 5}` };
      return createItem({ id: index + 1, name: `Dish ${index}`, ...(index % 7 === 0 ? {} : category) });
    }),
  );
  for (let order = 0; order < 1500; order++) {
    const planted = order % 12 === 0 ? [40, items - 1] : [];
    const basket = [order % items, (order * 3) % 11, (order * order) % items, ...planted].map((item) => item + 1);
    model.apply({ removed: null, added: createOrder({ orderId: order + 1, orderedAtMs: order, basket }) });
  }
  return model;
}

function reportHere(model: StoreModel): PairRow[] {
  return reportPairs(model.pairs, { ...OPTIONS, priorLift: (a, b) => model.priorLift(a, b) });
}

describe('WorkerPool', () => {
  it.each([350, 6000])('reports the pairs of %i items exactly as this thread does', async (items) => {
    const model = makeModel(items);
    const rows = await pool.run('reportPackedPairs', () => packPairReport(model, OPTIONS));
    expect(rows.length).toBeGreaterThan(1000);
    expect(new Set(rows.map((row) => row.significant)).size).toBe(2);
    expect(rows).toEqual(reportHere(model));
  });

  it('leaves the model as it was, and able to go on', async () => {
    const model = makeModel(350);
    const before = reportHere(model);
    await pool.run('reportPackedPairs', () => packPairReport(model, OPTIONS));
    expect(reportHere(model)).toEqual(before);
  });

  it('makes the input of a waiting task only when its turn comes', async () => {
    const model = makeModel(350);
    let prepared = 0;
    const tasks = Array.from({ length: 6 }, (_, limit) =>
      pool.run('reportPackedPairs', () => {
        prepared++;
        return packPairReport(model, { ...OPTIONS, limit: limit + 1 });
      }),
    );
    expect(prepared).toBeLessThanOrEqual(2);
    const answers = await Promise.all(tasks);
    expect(answers.map((rows) => rows.length)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(prepared).toBe(6);
  });

  it('passes on what a task throws, and gives its place free', async () => {
    const model = makeModel(350);
    const spoil = () => {
      const task = packPairReport(model, OPTIONS);
      return { ...task, input: { ...task.input, pairs: { ...task.input.pairs, orders: 1.5 } } };
    };
    for (let round = 0; round < 3; round++) {
      await expect(pool.run('reportPackedPairs', spoil)).rejects.toThrow();
    }
    await expect(pool.run('reportPackedPairs', () => packPairReport(model, OPTIONS))).resolves.toBeDefined();
  });

  it('gives up what runs and what waits when it is closed', async () => {
    const model = makeModel(350);
    const tasks = Array.from({ length: 4 }, () =>
      pool.run('reportPackedPairs', () => packPairReport(model, OPTIONS)).catch((error: unknown) => error),
    );
    await pool.close();
    for (const outcome of await Promise.all(tasks)) expect(outcome).toBeInstanceOf(Error);
    const late = pool.run('reportPackedPairs', () => packPairReport(model, OPTIONS));
    await expect(late).rejects.toThrow('The process is stopping.');
  });
});
