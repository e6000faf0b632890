import { describe, expect, it } from 'vitest';
import { checkPurity } from '../../scripts/purity/purity.ts';
import { placesOf, writeFixtureTree } from './fixture-tree.ts';

function check(files: Readonly<Record<string, string>>): string[] {
  return placesOf(checkPurity(writeFixtureTree(files)));
}

describe('layers', () => {
  it.each([
    ['src/engine/a.ts', "import { b } from './basket/b.ts';"],
    ['src/engine/a.ts', "import cdf from '@stdlib/stats-base-dists-beta-cdf';"],
    ['src/contract/a.ts', "import { z } from 'zod';"],
    ['src/services/a.ts', "import { b } from '../storage/b.ts';"],
    ['src/api/routes/a.ts', "import { b } from '../../services/b.ts';"],
    ['src/open-pairwell.ts', "import { open } from './storage/open.ts';"],
    ['src/cli/a.ts', "import type { Database } from '../storage/database.ts';"],
    ['src/cli/a.ts', "import { type Database } from '../storage/database.ts';"],
    ['src/client/a.ts', "import type { Item } from '../contract/item.ts';"],
    ['src/storefront/a/b.ts', "import { toPlainText } from '../../contract/shown/plain-text.ts';"],
    ['src/contract/a.ts', "import { toPlainText } from './shown/plain-text.ts';"],
    ['src/contract/shown/a.ts', "import type { Item } from '../item.ts';"],
    ['src/server.ts', "import { open } from './storage/open.ts';"],
    ['src/engine/a.test.ts', "import { it } from 'vitest';"],
    ['src/storage/a.ts', "import pg from 'pg';"],
  ])('%s may say %s', (path, text) => {
    expect(check({ [path]: text })).toEqual([]);
  });

  it.each([
    ['src/engine/a.ts', "import { b } from '../contract/b.ts';"],
    ['src/contract/a.ts', "import type { B } from '../engine/b.ts';"],
    ['src/storage/a.ts', "export { b } from '../engine/b.ts';"],
    ['src/services/a.ts', "const b = await import('../api/b.ts');"],
    ['src/api/a.ts', "import type { B } from '../storage/b.ts';"],
    ['src/cli/a.ts', "import { open } from '../storage/open.ts';"],
    ['src/cli/a.ts', "import { open, type B } from '../storage/open.ts';"],
    ['src/client/a.ts', "import { Item } from '../contract/item.ts';"],
    ['src/storefront/a.ts', "import { Item } from '../contract/item.ts';"],
    ['src/contract/shown/a.ts', "import { itemSchema } from '../item.ts';"],
    ['src/jobs/a.ts', "type B = import('../engine/b.ts').B;"],
    ['src/engine/a.ts', "import { b } from '../../bench/b.ts';"],
  ])('%s may not say %s', (path, text) => {
    expect(check({ [path]: text })).toEqual([`${path}:1 layer-import`]);
  });

  it.each([
    ['src/engine/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/engine/a.ts', "import { z } from 'zod';"],
    ['src/contract/a.ts', "import { v7 } from 'uuidv7';"],
    ['src/contract/shown/a.ts', "import { z } from 'zod';"],
    ['src/services/a.ts', "import type { Kysely } from 'kysely';"],
    ['src/services/a.ts', "import { Migrator } from 'kysely/migration';"],
  ])('%s may not use the package in %s', (path, text) => {
    expect(check({ [path]: text })).toEqual([`${path}:1 package-import`]);
  });

  it('files may not import each other in a circle, whoever else leads there', () => {
    const files = {
      'src/engine/a.ts': "import { b } from './b.ts';",
      'src/engine/b.ts': "import { d } from './d.ts';\nimport type { C } from './basket/c.ts';",
      'src/engine/basket/c.ts': "import type { B } from '../b.ts';",
      'src/engine/d.ts': '',
    };
    expect(check(files)).toEqual(['src/engine/b.ts:2 import-circle']);
    expect(check({ ...files, 'src/engine/basket/c.ts': "import type { D } from '../d.ts';" })).toEqual([]);
  });

  it('knows every layer and holds the compiler configuration against the table', () => {
    expect(check({ 'src/plugins/a.ts': '' })).toEqual(['src/plugins/a.ts:1 unknown-layer']);
    const references = JSON.stringify({ references: [{ path: '../services' }, { path: '../storage' }] });
    expect(check({ 'src/api/tsconfig.json': references })).toEqual(['src/api/tsconfig.json:1 layer-reference']);
  });
});

describe('the engine', () => {
  it.each(['Date.now()', 'new Date()', 'Date()', 'Math.random()', 'console.log(1)', 'process.pid', 'setTimeout(f, 1)'])(
    'may not say %s',
    (text) => {
      expect(check({ 'src/engine/a.ts': text })).toEqual(['src/engine/a.ts:1 engine-purity']);
      expect(check({ 'src/services/a.ts': text })).toEqual([]);
    },
  );

  it.each([
    'new Date(0)',
    'Date.UTC(2026, 0, 1)',
    'model.process',
    'const a = { fetch: 1 };',
    'interface A { performance: number }',
    'function f(performance: number) { return performance; }',
    'function f({ process }: { process: number }) { return process; }',
  ])('may say %s', (text) => {
    expect(check({ 'src/engine/a.ts': text })).toEqual([]);
  });
});

describe('things that have one place', () => {
  it.each(['process.env.PORT', "import { env } from 'node:process';"])('%s stands in config.ts only', (text) => {
    expect(check({ 'src/config.ts': text, 'src/main.ts': text })).toEqual(['src/main.ts:1 environment']);
  });

  it.each(["'SELECT id FROM item'", "'insert into item (id) values (1)'", '`update item set name = $' + '{name}`'])(
    '%s stands in storage only',
    (text) => {
      const line = `const a = ${text};`;
      expect(check({ 'src/storage/a.ts': line, 'src/services/a.ts': line })).toEqual(['src/services/a.ts:1 sql-place']);
    },
  );

  it.each(["'Select an item from the list'", "'Update the set of rules'", "'delete from cart'"])(
    '%s is no SQL',
    (text) => {
      expect(check({ 'src/services/a.ts': `const a = ${text};` })).toEqual([]);
    },
  );
});

describe('forbidden text', () => {
  // Put together here for the same reason as in the check: this file is checked too.
  const path = (...parts: string[]) => `/${parts.join('/')}`;
  const host = ['registry', 'npmjs', 'org'].join('.');

  it('finds paths of a machine in any text file', () => {
    const files = { 'docs/a.md': `one\nsee ${path('work', 'main')}\n`, 'src/a.sql': path('root', '.cache') };
    expect(check(files)).toEqual(['docs/a.md:2 machine-path', 'src/a.sql:1 machine-path']);
    expect(check({ 'docs/a.md': 'DATA/work/orders.csv, ../work/a.md, https://example.com/work/\n' })).toEqual([]);
  });

  it('finds hosts of package registries and resolved addresses in the lock file', () => {
    expect(check({ 'a.json': `"https://${host}/a"` })).toContain('a.json:1 registry-host');
    expect(check({ '.npmrc': `registry=http://npm-${'registry'}.example.com:4873/` })).toEqual([
      '.npmrc:1 registry-host',
    ]);
    expect(check({ 'package-lock.json': '{\n"resolved": "file:../a"\n}' })).toEqual([
      'package-lock.json:2 lock-resolved',
    ]);
  });

  it('leaves binary files and what tools made alone', () => {
    expect(check({ 'logo.bin': `\0${path('work', '')}`, 'node_modules/a/b.md': path('work', '') })).toEqual([]);
  });
});
