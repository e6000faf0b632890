import { afterAll, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';

const folder = new CommandRunner();
afterAll(() => folder.remove());

test('experiment takes a test from the draft to the end, and the hold-out on and off', async () => {
  await folder.json(['store', 'add', 'bistro', '--currency', 'EUR']);
  expect((await folder.run(['experiment', 'list'])).stdout).toContain('No test yet.');
  const draft = await folder.json([
    'experiment',
    'create',
    'Fewer',
    '--variant-settings',
    '{"limit":2}',
    '--days',
    '14',
  ]);
  expect(draft).toMatchObject({ status: 'draft', traffic_split: 50, variant_settings: { limit: 2 } });
  const id = String(draft.id);
  expect(await folder.json(['experiment', 'start', id])).toMatchObject({ status: 'running', version: 1 });
  expect((await folder.run(['experiment', 'list'])).stdout).toMatch(/Fewer +running +50 %/);
  expect((await folder.run(['experiment', 'result', id])).stdout).toContain('Collecting: 0 and 0 visitors');
  expect((await folder.run(['experiment', 'plan', id])).stdout).toContain('nothing can be planned yet');
  expect(await folder.json(['experiment', 'pause', id])).toMatchObject({ status: 'paused' });
  expect(await folder.json(['experiment', 'stop', id])).toMatchObject({ status: 'completed', resolution: 'stopped' });
  expect((await folder.run(['experiment', 'result', id])).stdout).toContain(
    'Stopped by hand before anything was shown.',
  );

  const on = await folder.json(['experiment', 'holdout', '--share', '0.2']);
  expect(on).toMatchObject({ badge: 'not measured', setting: { share: 0.2, next_week_share: 0.2 } });
  expect((await folder.run(['experiment', 'holdout', '--share', '0'])).stdout).toContain('Nobody is held out');
  const proof = (await folder.run(['experiment', 'holdout', '--prove-it'])).stdout;
  expect(proof).toMatch(/^"Prove it": 50 % see none from \d{4}-W\d\d to the end of \d{4}-W\d\d, then 20 %\.$/m);
  await folder.run(['experiment', 'holdout', '--share', '0']);
  expect((await folder.run(['experiment', 'holdout', '--at-once'])).stderr).toContain('expected share or prove_it');

  const estimates = await folder.json(['experiment', 'estimates']);
  expect(estimates).toMatchObject({ store: 'bistro', current: null, months: [], heuristic_15pct_ltv_minor: 0 });
  expect((await folder.run(['experiment', 'estimates'])).stdout).toContain('there is nothing to estimate from');
  expect((await folder.run(['experiment', 'wins'])).stdout).toContain('none of them won beyond chance');

  const wrong = await folder.run(['experiment', 'create', 'x', '--split', '200', '--json']);
  expect(JSON.parse(wrong.stderr).error).toMatchObject({
    code: 'invalid_request',
    detail: expect.stringMatching(/^--split: expected at most 100/),
  });
  const same = await folder.run(['experiment', 'create', 'Same']);
  expect(same.stdout).toContain('Both arms are the same');
  const stranger = await folder.run(['experiment', 'stop', '99', '--json']);
  expect(JSON.parse(stranger.stderr).error.code).toBe('unknown_experiment');
});
