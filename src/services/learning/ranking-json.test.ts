import { expect, test } from 'vitest';
import { FEATURE_COUNT, NEXT_ORDER_FEATURES } from '../../engine/next-order/next-order-features.ts';
import { FEATURES, featureWeights } from '../../engine/scoring/features.ts';
import { fleetParameters } from '../../engine/scoring/ranking-parameters.ts';
import { packNextOrder, packParameters, unpackNextOrder, unpackParameters } from './ranking-json.ts';

const throughJson = (value: object) => JSON.parse(JSON.stringify(value));

test.each([Number.POSITIVE_INFINITY, 120])('parameters with a half-life of %s days survive JSON', (halfLifeDays) => {
  const weights = featureWeights({ popularity: 1 / 3, ease: 0.7 });
  const calibration = [{ promised: 0.2, observed: 0.3 }];
  const parameters = { model: 'ease', weights, easeRidge: 30, halfLifeDays, calibration };
  expect(unpackParameters(throughJson(packParameters(parameters)))).toEqual(parameters);
});

test.each([Number.POSITIVE_INFINITY, 7])(
  'what was learned of what sells survives JSON, a half-life of %s days',
  (salesHalfLifeDays) => {
    const parameters = {
      ...fleetParameters(0),
      model: 'stack',
      salesHalfLifeDays,
      salesWeekdayOrders: 2.5,
      salesEchoWeight: 0.08,
      calibration: [],
    };
    expect(unpackParameters(throughJson(packParameters(parameters)))).toEqual(parameters);
  },
);

test('the fleet’s parameters are not kept: they depend on the number of orders', () => {
  expect(unpackParameters(throughJson(packParameters(fleetParameters(500))))).toBeNull();
});

test('features that were not known weigh 0, and what is no feature is left out', () => {
  const stored = { model: 'old', weights: { hour: 0.5, phlogiston: 2 }, easeRidge: 10, halfLifeDays: null };
  const weights = unpackParameters(stored)?.weights;
  expect(Object.keys(weights ?? {})).toEqual([...FEATURES]);
  expect(weights).toMatchObject({ hour: 0.5, popularity: 0 });
});

test('weights of next orders survive JSON beside the parameters, of the fleet too', () => {
  const weights = NEXT_ORDER_FEATURES.map((_, place) => place / 3 - 1);
  for (const nextOrder of [weights, null]) {
    const stored = throughJson({ ...packParameters(fleetParameters(500)), ...packNextOrder(nextOrder) });
    expect(unpackNextOrder(stored)).toEqual(nextOrder);
    expect(unpackParameters(stored)).toBeNull();
  }
});

test('features of next orders that were not known weigh 0; before there were weights there are none', () => {
  expect(unpackNextOrder({ nextOrder: { log_count: 2, phlogiston: 1 } })).toEqual([
    0,
    2,
    ...Array(FEATURE_COUNT - 2).fill(0),
  ]);
  expect(unpackNextOrder({ model: 'ease' })).toBeNull();
});
