import { execFileSync, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFixtureTree } from './fixture-tree.ts';

const GUARD = resolve('scripts/guard-node.mjs');

/** Runs the guard in a process that claims to be another version of Node. */
function runAs(version: string): { readonly status: number | null; readonly error: string } {
  const claim = [
    `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`,
    `Object.defineProperty(process, 'version', { value: 'v${version}' });`,
  ].join('\n');
  const root = writeFixtureTree({ 'claim.cjs': claim });
  const result = spawnSync(process.execPath, ['--require', `${root}/claim.cjs`, GUARD], { encoding: 'utf8' });
  return { status: result.status, error: result.stderr };
}

describe('guard-node', () => {
  it('says nothing in a version that is new enough', () => {
    expect(execFileSync(process.execPath, [GUARD], { encoding: 'utf8' })).toBe('');
    expect(runAs('22.18.0')).toEqual({ status: 0, error: '' });
  });

  it.each(['20.19.5', '22.17.1'])('refuses %s and names the way out', (version) => {
    const { status, error } = runAs(version);
    expect(status).toBe(1);
    expect(error).toContain(`needs Node 22.18 or newer, and this is v${version}`);
    expect(error).toContain('npm rebuild node');
  });
});
