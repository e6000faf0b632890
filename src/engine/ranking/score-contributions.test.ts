import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { StoreModel } from '../model/store-model.ts';
import { featureWeights } from '../scoring/features.ts';
import { createRequest } from './create-request.ts';
import { createRankingView } from './ranking-view.ts';
import { explainScores } from './score-contributions.ts';

function viewOf(calibration: { promised: number; observed: number }[] = []) {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog([1, 2, 3, 4].map((id) => createItem({ id, name: `Dish ${id}` })));
  for (const [n, basket] of [[1, 2], [1, 2], [1, 3], [4]].entries()) {
    model.apply({ removed: null, added: createOrder({ orderId: n + 1, basket }) });
  }
  const weights = featureWeights({ popularity: 0.5, liftSum: 1, sameBaskets: 0.25 });
  model.setParameters({ model: 'stack', weights, easeRidge: 100, halfLifeDays: 60, calibration });
  return createRankingView(model, createRequest({ nowMs: 0, cart: [1] }));
}

describe('explainScores', () => {
  it('names the terms that sum up to the score, the mean score first', () => {
    const view = viewOf();
    const found = explainScores(view, view.eligible);
    const { scoreOf } = view.scores();
    const mean = view.eligible.reduce((sum, item) => sum + scoreOf(item), 0) / view.eligible.length;
    for (const [item, { score, contributions }] of found) {
      expect(Object.keys(contributions)).toEqual(['average', 'popularity', 'liftSum', 'sameBaskets']);
      expect(contributions.average).toBeCloseTo(mean, 5);
      const sum = Object.values(contributions).reduce((total, part) => total + part, 0);
      expect(sum).toBeCloseTo(score, 5);
      expect(score).toBe(scoreOf(item));
    }
    expect(found.get(1)?.score).toBeGreaterThan(found.get(2)?.score ?? 0);
  });

  it('tells the probability as it has come true before', () => {
    const plain = explainScores(viewOf(), [1]).get(1)?.probability ?? 0;
    // A straight line from (0, 0) to (1/2, 1/4): half of what was promised, below one half; above it less than promised.
    const told = explainScores(viewOf([{ promised: 0.5, observed: 0.25 }]), [1]).get(1)?.probability ?? 0;
    const expected = plain <= 0.5 ? plain / 2 : 0.25 + ((plain - 0.5) * 0.75) / 0.5;
    expect(told).toBeCloseTo(expected, 5);
  });
});
