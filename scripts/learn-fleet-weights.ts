import { writeFileSync } from 'node:fs';
import { learnFleetRow } from './fleet/fleet-weights.ts';

/** Sizes of the table, and how many stores of each are generated. */
const SIZES = [3, 10, 30, 100, 300, 1000, 3000, 10_000];
const STORES = Number(process.argv[2] ?? 160);
const TARGET = 'src/engine/scoring/fleet-weight-table.ts';

const seeds = Array.from({ length: STORES }, (_, n) => n + 1);
const rows = SIZES.map((orders) => {
  const row = learnFleetRow(orders, seeds);
  console.log(`${orders} orders, ${row.questions} questions, mean log likelihood ${row.logLikelihood.toFixed(4)}`);
  console.log(JSON.stringify(row.weights));
  return row;
});
const table = rows.map(({ orders, weights }) => ({ orders, weights }));
const text = `import type { FeatureWeights } from './features.ts';

/**
 * Weights that ${STORES} generated stores taught, by the number of orders that each had; written by \`npm run fleet\`. No real
 * store is in them.
 */
export const FLEET_WEIGHT_TABLE: readonly { readonly orders: number; readonly weights: Partial<FeatureWeights> }[] =
  ${JSON.stringify(table, null, 2).replaceAll(/"(\w+)":/g, '$1:')};
`;
writeFileSync(TARGET, text);
