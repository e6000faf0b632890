import { describe, expect, it } from 'vitest';
import { DEFAULT_RIDGE } from '../ease/ease-model.ts';
import { FEATURES, featureWeights } from './features.ts';
import { FLEET_WEIGHT_TABLE } from './fleet-weight-table.ts';
import { hedgeShare, hedgeWeights } from './hedge-weights.ts';
import { fleetParameters } from './ranking-parameters.ts';

const weightsAt = (orders: number) => FEATURES.map((feature) => fleetParameters(orders).weights[feature]);
const hedged = (weights: readonly number[], orders: number) => {
  const named = Object.fromEntries(FEATURES.map((feature, f) => [feature, weights[f] ?? 0]));
  const found = hedgeWeights(featureWeights(named), hedgeShare(orders));
  return FEATURES.map((feature) => found[feature]);
};
const rowWeights = (row: number) => FEATURES.map((feature) => FLEET_WEIGHT_TABLE.at(row)?.weights[feature] ?? 0);

function expectWeights(found: readonly number[], expected: readonly number[]): void {
  for (const [f, feature] of FEATURES.entries()) expect(found[f], feature).toBeCloseTo(expected[f] as number, 12);
}

describe('fleetParameters', () => {
  it('are the first row for a store without orders, and the last for a large one', () => {
    expectWeights(weightsAt(0), hedged(rowWeights(0), 0));
    expectWeights(weightsAt(FLEET_WEIGHT_TABLE[0]?.orders ?? 0), hedged(rowWeights(0), 0));
    const most = FLEET_WEIGHT_TABLE.at(-1)?.orders ?? 0;
    expectWeights(weightsAt(most), rowWeights(-1));
    expectWeights(weightsAt(most * 1000), rowWeights(-1));
  });

  it('are half of each neighbour in the middle between two rows, by the logarithm of the orders', () => {
    for (const [row, { orders }] of FLEET_WEIGHT_TABLE.entries()) {
      expectWeights(weightsAt(orders), hedged(rowWeights(row), orders));
      if (row === 0) continue;
      const middle = Math.sqrt(orders * (FLEET_WEIGHT_TABLE[row - 1]?.orders ?? 1));
      const [below, above] = [rowWeights(row - 1), rowWeights(row)];
      expectWeights(
        weightsAt(middle),
        hedged(
          below.map((weight, f) => (weight + (above[f] as number)) / 2),
          middle,
        ),
      );
    }
  });

  it('have the name of the fleet and settings that every store can work with', () => {
    const { model, easeRidge, halfLifeDays } = fleetParameters(50);
    expect([model, easeRidge]).toEqual(['fleet', DEFAULT_RIDGE]);
    expect(halfLifeDays).toBeGreaterThan(0);
  });
});

describe('FLEET_WEIGHT_TABLE', () => {
  it('is sorted by orders, and no weight is below 0', () => {
    const orders = FLEET_WEIGHT_TABLE.map((row) => row.orders);
    expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b));
    expect(orders[0]).toBeGreaterThanOrEqual(1);
    for (const { weights } of FLEET_WEIGHT_TABLE) {
      for (const weight of Object.values(weights)) expect(weight).toBeGreaterThanOrEqual(0);
    }
  });
});
