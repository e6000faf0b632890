import { describe, expect, it } from 'vitest';
import { databaseFault } from './database-fault.ts';

const failed = (message: string, facts: object = {}) => Object.assign(new RangeError(message), facts);

describe('databaseFault', () => {
  it('knows a database that is away, by code and by words', () => {
    for (const code of ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '53300']) {
      expect(databaseFault(failed('gone', { code }))).toBe('database_unavailable');
    }
    expect(databaseFault(failed('Connection terminated unexpectedly'))).toBe('database_unavailable');
    expect(databaseFault(failed('no socket', { code: 'ENOENT', syscall: 'connect' }))).toBe('database_unavailable');
  });

  it('knows a full disk', () => {
    expect(databaseFault(failed('could not extend file', { code: '53100' }))).toBe('disk_full');
  });

  it('takes nothing else for the database: a missing file, a duplicate key, no error at all', () => {
    expect(databaseFault(failed('no such file', { code: 'ENOENT', syscall: 'open' }))).toBeNull();
    expect(databaseFault(failed('duplicate key', { code: '23505' }))).toBeNull();
    expect(databaseFault('ECONNREFUSED')).toBeNull();
  });
});
