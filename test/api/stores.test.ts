import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_DIVERSITY } from '../../src/engine/ranking/rerank/rerank-settings.ts';
import { expectProblem, type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro');
  await test.addStore('taken');
});

afterAll(() => test.close());

const patch = (json: object, name = 'bistro') => bistro.call('PATCH', `/api/stores/${name}`, { json });

describe('a store', () => {
  it('is read by slug, by number and in the list', async () => {
    const { body } = await bistro.call('GET', '/api/stores/bistro');
    expect(body).toEqual({
      id: bistro.store.id,
      slug: 'bistro',
      name: 'bistro',
      currency: 'EUR',
      time_zone: 'UTC',
      business_day_cutoff_minutes: 240,
      locale: 'en',
      suggestions_enabled: true,
      trending_rule: 'posterior',
      suggest_age_restricted: false,
      margin_dial: 0,
      diversity: DEFAULT_DIVERSITY,
      category_quota: 2,
      exploration: false,
      share_statistics: false,
      use_network_priors: true,
      attribution_window: 'session',
      shop_pages: false,
      shop_tables: 12,
      shop_demo: false,
      high_ltv_minor: null,
      season_factors: [1.2, 1.2, 1, 1, 1, 1, 1, 1, 1, 1.3, 1.3, 1.3],
      max_offer_percent: null,
    });
    expect((await bistro.call('GET', `/api/stores/${body.id}`)).body).toEqual(body);
    expect((await bistro.call('GET', '/api/stores')).body).toEqual({ data: [body] });
  });

  it('changes its settings, and is known by its new slug at once', async () => {
    const settings = { name: 'Bistro 2', time_zone: 'Asia/Kolkata', locale: 'hi-IN', trending_rule: 'count' };
    expect((await patch(settings)).body).toMatchObject(settings);
    expect((await patch({})).body).toMatchObject(settings);
    expect((await patch({ slug: 'bistro-2' })).body.slug).toBe('bistro-2');
    expectProblem(await bistro.call('GET', '/api/stores/bistro'), 'wrong_store');
    expect((await bistro.call('GET', '/api/recommendations')).body.store).toBe('bistro-2');
    await patch({ slug: 'bistro' }, 'bistro-2');
  });

  it('says how its lists are put in order; null goes back to the default', async () => {
    const settings = { margin_dial: 0.35, diversity: 0.6, category_quota: 1, exploration: true };
    expect((await patch(settings)).body).toMatchObject(settings);
    expect((await bistro.call('GET', '/api/stores/bistro')).body).toMatchObject(settings);
    const back = { margin_dial: 0, diversity: null, category_quota: null, exploration: false };
    expect((await patch(back)).body).toMatchObject({ ...back, diversity: DEFAULT_DIVERSITY });
    expect((await patch({ category_quota: 2 })).body.category_quota).toBe(2);
  });

  it('gives and takes statistics as its owner says, and as nobody else does', async () => {
    const settings = { share_statistics: true, use_network_priors: false };
    expect((await patch(settings)).body).toMatchObject(settings);
    const other = await test.addStore('curious');
    const intrude = { json: { share_statistics: true, use_network_priors: true } };
    expectProblem(await other.call('PATCH', '/api/stores/bistro', intrude), 'wrong_store');
    const withPublishable = { ...intrude, key: bistro.publishable };
    expectProblem(await bistro.call('PATCH', '/api/stores/bistro', withPublishable), 'forbidden');
    expectProblem(await bistro.call('PATCH', '/api/stores/bistro', { ...intrude, key: null }), 'missing_key');
    const withWrong = { ...intrude, key: 'sk_1_wrong' };
    expectProblem(await bistro.call('PATCH', '/api/stores/bistro', withWrong), 'wrong_key');
    expect((await bistro.call('GET', '/api/stores/bistro')).body).toMatchObject(settings);
    await patch({ share_statistics: false, use_network_priors: true });
  });

  it('keeps its slug when it is sent again, and takes no other store’s', async () => {
    expect((await patch({ slug: 'bistro' })).status).toBe(200);
    expectProblem(await patch({ slug: 'taken' }), 'already_exists');
  });

  it('may not take a slug that is all digits and another store’s number', async () => {
    const other = await test.addStore('numbered');
    const answer = await patch({ slug: String(other.store.id) });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await other.call('GET', `/api/stores/${other.store.id}`)).status).toBe(200);
  });

  it.each([
    { currency: 'USD' },
    { slug: 'Not A Slug' },
    { slug: '-x' },
    { time_zone: 'Mars/Olympus' },
    { time_zone: '' },
    { locale: 'not a locale' },
    { business_day_cutoff_minutes: 1440 },
    { business_day_cutoff_minutes: -1 },
    { name: ' ' },
    { id: 7 },
    { margin_dial: 1.1 },
    { margin_dial: null },
    { diversity: -0.1 },
    { category_quota: 0 },
    { category_quota: 1.5 },
    { exploration: 'yes' },
    { share_statistics: null },
    { use_network_priors: 1 },
  ])('refuses %j', async (json) => {
    expectProblem(await patch(json), 'invalid_request');
  });

  it('verifies clean over HTTP', async () => {
    await bistro.call('POST', '/api/orders', { json: { id: '1', lines: [{ item: 'x', name: 'X' }] } });
    const { body } = await bistro.call('GET', '/api/stores/bistro/verify');
    expect(body).toMatchObject({ store: 'bistro', clean: true, differences: [], orders: 1, pairs: 0 });
  });
});
