import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';
import { CliFolder } from '../support/run-cli.ts';

/** For what the process itself does: its exit, its settings, its terminal, its data folder. */
const folder = new CliFolder();
/** For what a command does. */
const commands = new CommandRunner();
afterAll(async () => {
  await folder.remove();
  await commands.remove();
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a terminal is looked for
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

describe('what is not understood', () => {
  test('an unknown command, option, argument or number is exit code 2 and touches no data', async () => {
    const lines = [
      ['frobnicate'],
      ['store', 'list', '--frob'],
      ['import'],
      ['key', 'revoke', 'x'],
      ['serve', '--port', 'x'],
    ];
    for (const line of lines) {
      const result = await commands.run(line);
      expect(result, line.join(' ')).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr, line.join(' ')).toMatch(/^error: /);
      expect(result.stderr, line.join(' ')).toContain('--help');
    }
    expect(commands.hasDatabase).toBe(false);
    const ended = await folder.run(['frobnicate']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^error: /);
    expect(existsSync(folder.dataDir)).toBe(false);
  });

  test('help and version are exit code 0 and on standard output', async () => {
    const help = await folder.run(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const command of [
      'demo',
      'serve',
      'store',
      'key',
      'import',
      'learn',
      'verify',
      'recommend',
      'pairs',
      'doctor',
    ]) {
      expect(help.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    }
    const version = await folder.run(['--version']);
    expect(version).toMatchObject({ code: 0, stderr: '' });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('openapi prints the document without a database', async () => {
    const { code, stdout } = await folder.run(['openapi', '--json']);
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(document.openapi).toMatch(/^3\.1\./);
    for (const route of ['/api/recommendations', '/api/orders', '/api/pairs', '/livez']) {
      expect(Object.keys(document.paths)).toContain(route);
    }
    expect(existsSync(folder.dataDir)).toBe(false);
  });
});

describe('settings', () => {
  test('a name that is nearly a setting, and a value that fits none, are refused before anything is opened', async () => {
    // Every other way to be refused is one of readConfig's.
    const cases: [Record<string, string>, RegExp][] = [
      [{ PAIRWELL_DATE: 'x' }, /^There is no setting PAIRWELL_DATE\. Did you mean PAIRWELL_DATA\?$/],
      [
        { APP_SECRET: 'too-short-secret' },
        /^The setting APP_SECRET is \(not shown\): expected at least 32 characters\.$/,
      ],
    ];
    const results = await Promise.all(cases.map(([env]) => folder.run(['store', 'list', '--json'], { env })));
    for (const [index, [env, detail]] of cases.entries()) {
      const result = results[index];
      expect(result, JSON.stringify(env)).toMatchObject({ code: 1, stdout: '' });
      const { error } = JSON.parse(String(result?.stderr));
      expect(error.code).toBe('invalid_setting');
      expect(error.detail).toMatch(detail);
      expect(error.hint).not.toBe('');
    }
    expect(existsSync(folder.dataDir)).toBe(false);
  });

  test('an external database that is not there is one sentence and a hint, without its password', async () => {
    const DATABASE_URL = 'postgres://someone:hunter2secret@127.0.0.1:1/none';
    const result = await folder.run(['store', 'list'], { env: { DATABASE_URL } });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/^Error: .+\nHint: .+\n$/);
    expect(result.stderr).not.toContain('hunter2secret');
  });
});

describe('errors', () => {
  test('a folder that holds something else is refused and left alone', async () => {
    mkdirSync(folder.file('photos'));
    writeFileSync(folder.file('photos/cat.jpg'), 'meow');
    const result = await folder.run(['store', 'list', '--data', 'photos']);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(
      /^Error: .*photos is not empty and not a Pairwell data folder: cat\.jpg\.\nHint: .+\n$/,
    );
    expect(existsSync(folder.file('photos/postgres'))).toBe(false);
  });

  test('a file that cannot be imported is named, with exit code 1 and nothing written', async () => {
    await commands.json(['store', 'add', 'bistro']);
    writeFileSync(commands.file('menu.csv'), 'colour,taste\nred,sweet\n');
    for (const file of ['missing.csv', 'menu.csv']) {
      const result = await commands.run(['import', file, '--json']);
      expect(result, file).toMatchObject({ code: 1, stdout: '' });
      const { error } = JSON.parse(result.stderr);
      expect(error.code, file).toBe('invalid_file');
      expect(error.detail, file).toContain(file);
      expect(error.hint, file).not.toBe('');
    }
  });

  test('a mended list of bad rows can be sent again by its own name and is not written over', async () => {
    const header = 'order_id,item_id,quantity';
    writeFileSync(commands.file('orders.csv'), `${header}\n1,tea,1\n2,tea,x\n3,tea,y\n`);
    expect(await commands.json(['import', 'orders.csv'])).toMatchObject({
      rows_rejected: 2,
      rejected_file: 'rejected.csv',
    });
    const mended = readFileSync(commands.file('rejected.csv'), 'utf8').replaceAll(',x', ',2');
    writeFileSync(commands.file('rejected.csv'), mended);
    const report = await commands.json(['import', 'rejected.csv']);
    expect(report).toMatchObject({ rows: 2, rows_rejected: 1, orders_created: 1 });
    expect(report.rejected_file).not.toBe('rejected.csv');
    expect(readFileSync(commands.file('rejected.csv'), 'utf8')).toBe(mended);
  });

  test('demo without --store takes no --orders', async () => {
    const result = await commands.run(['demo', '--orders', '5', '--json']);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(result.stderr).error).toMatchObject({ code: 'invalid_request' });
  });
});

describe('the terminal', () => {
  test('nothing in a file steers it: not its header, not its names, not what is asked for', async () => {
    // ESC in the header; U+009B, the one-character CSI, in a name: both would change colours or worse.
    writeFileSync(
      commands.file('evil.csv'),
      'order_id,item_id,item_name,no\u001b[31mte\n1,a,Tea \u009b31m,x\n1,b,Bun,x\n',
    );
    const outputs = {
      import: await commands.run(['import', 'evil.csv']),
      pairs: await commands.run(['pairs', '--all']),
      recommend: await commands.run(['recommend', '--cart', 'a,z\u001b[31m', '--explain']),
      error: await commands.run(['recommend', '--store', 'x\u001b[31m']),
    };
    expect(outputs.pairs.stdout).toContain('Tea ?31m');
    for (const [command, { stdout, stderr }] of Object.entries(outputs)) {
      expect.soft(STEERING.exec(stdout + stderr), command).toBeNull();
    }
  });

  test.skipIf(!existsSync('/usr/bin/script'))('colours are for a terminal, and not with NO_COLOR', async () => {
    await folder.json(['store', 'add', 'bistro']);
    const inTerminal = await folder.inTerminal(['verify']);
    expect(inTerminal.stdout).toContain('\u001b[32mClean:\u001b[0m incremental = rebuilt');
    const plain = await folder.inTerminal(['verify'], { env: { NO_COLOR: '1' } });
    expect(plain.stdout).toContain('Clean: incremental = rebuilt');
    expect(plain.stdout).not.toContain('\u001b[');
    const piped = await folder.run(['verify']);
    expect(piped.stdout).toMatch(/^Clean: incremental = rebuilt/);
  });
});

test('a data folder with a very long path works, and two commands at once share it', async () => {
  const deep = new CliFolder({ dataDir: `${'a-long-name-of-a-folder/'.repeat(12)}data` });
  try {
    expect(deep.dataDir.length).toBeGreaterThan(300);
    const [first, second] = await Promise.all([deep.run(['store', 'add', 'one']), deep.run(['store', 'add', 'two'])]);
    expect(first, first.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(second, second.stderr).toMatchObject({ code: 0, stderr: '' });
    const { stores } = await deep.json(['store', 'list']);
    expect(stores.map((store: { slug: string }) => store.slug).sort()).toEqual(['one', 'two']);
    expect(deep.postmasterPid()).toBeNull();
  } finally {
    await deep.remove();
  }
});
