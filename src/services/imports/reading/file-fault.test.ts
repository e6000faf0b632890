import { describe, expect, test } from 'vitest';
import { explainFileFault } from './file-fault.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: open`), { code });

describe('explainFileFault', () => {
  test.each([
    ['ENOENT', 'file_not_found', 'nope.csv: there is no such file'],
    ['ENOTDIR', 'file_not_found', 'nope.csv: there is no such file'],
    ['EACCES', 'unreadable_file', 'nope.csv: this user may not open it'],
    ['EPERM', 'unreadable_file', 'nope.csv: this user may not open it'],
    ['EISDIR', 'unreadable_file', 'nope.csv: this is a folder, not a file'],
    ['EIO', 'unreadable_file', 'nope.csv: it cannot be read (EIO)'],
  ])('%s in plain words', (system, code, message) => {
    expect(explainFileFault(systemError(system), 'shop/nope.csv')).toMatchObject({ code, message });
    expect(explainFileFault(systemError(system), 'nope.csv')?.hint).toMatch(/\.$/);
  });

  test('leaves other errors alone', () => {
    expect(explainFileFault(new Error('no code'), 'a.csv')).toBeNull();
    expect(explainFileFault(systemError('Z_DATA_ERROR'), 'a.csv')).toBeNull();
    expect(explainFileFault(systemError('ERR_INVALID_ARG_TYPE'), 'a.csv')).toBeNull();
  });
});
