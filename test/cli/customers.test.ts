import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';

let folder: CommandRunner;

beforeAll(async () => {
  folder = new CommandRunner();
  await folder.run(['store', 'add', 'shop', '--name', 'Shop', '--currency', 'EUR', '--zone', 'Europe/Berlin']);
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const rows = [
    'order_id,customer_id,ordered_at,item_id,item_name,quantity,unit_price',
    `1,anna,${day}T10:00:00,tea,Tea,1,3.00`,
    `2,anna,${day}T12:00:00,cake,Cake,2,4.50`,
    `3,=bruno,${day}T13:00:00,tea,Tea,1,3.00`,
  ];
  writeFileSync(folder.file('orders.csv'), `${rows.join('\n')}\n`);
  await folder.run(['import', folder.file('orders.csv'), '--store', 'shop']);
});

afterAll(() => folder.remove());

describe('pairwell customers', () => {
  it('lists, shows, counts and exports customers, and erases one', async () => {
    const list = await folder.json(['customers', 'list', '--store', 'shop']);
    // Anna: 3.00 + 2 x 4.50 = 12.00.
    expect(list.data.map((row: { id: string; ltv_minor: number }) => [row.id, row.ltv_minor])).toEqual([
      ['anna', 1200],
      ['=bruno', 300],
    ]);
    const shown = await folder.run(['customers', 'show', 'anna', '--store', 'shop']);
    expect(shown.stdout).toContain('anna: segment repeat, kind repeat; 2 orders worth 1200 minor units');
    const segments = await folder.run(['customers', 'segments']);
    expect(segments.stdout).toMatch(/repeat\s+1\s+12/);
    expect((await folder.json(['customers', 'opportunities', '--sort', 'receipt'])).opportunities).toHaveLength(2);
    const csv = (await folder.run(['customers', 'export', '--store', 'shop'])).stdout;
    expect(csv.startsWith('\ufeffreceipt,segment,ltv')).toBe(true);
    expect(csv).toContain("\r\n'=bruno,new,3,1,1,");
    expect((await folder.run(['customers', 'erase', 'anna'])).code).toBe(1);
    expect(await folder.json(['customers', 'erase', 'anna', '--yes'])).toEqual({ erased: true, orders_unlinked: 2 });
    expect((await folder.run(['customers', 'show', 'anna'])).stderr).toContain('There is no customer "anna"');
    expect((await folder.json(['verify', '--store', 'shop'])).differences).toEqual([]);
  });

  it('says what an option takes', async () => {
    const wrong = await folder.run(['customers', 'list', '--segment', 'vip']);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('--segment');
  });
});
