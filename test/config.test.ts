import { describe, expect, test } from 'vitest';
import { isColorWanted, readConfig } from '../src/config.ts';
import { AppError } from '../src/contract/error-registry.ts';

/** The error that reading these settings ends in. */
function refusal(environment: Record<string, string>): AppError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new RangeError(`${JSON.stringify(environment)} was taken`);
}

describe('readConfig', () => {
  test('without a setting everything has its default, and the server is reached from this machine only', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4100,
      publicUrl: null,
      trustProxy: false,
      basePath: '',
      allowedOrigins: [],
      rateLimitPerMinute: 6000,
      databaseUrl: null,
      appSecret: null,
      logLevel: 'info',
      dataDir: './pairwell-data',
      importLimitBytes: 536_870_912,
      eventRetentionMonths: 13,
      mail: null,
    });
  });

  test('reads each setting into its own type', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      PUBLIC_URL: 'https://shop.example/recs',
      TRUST_PROXY: '1',
      BASE_PATH: '/pairwell',
      ALLOWED_ORIGINS: 'https://a.example, https://b.example,',
      RATE_LIMIT_PER_MINUTE: '0',
      APP_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
      PAIRWELL_DATA: '/srv/data',
    });
    expect(config).toMatchObject({ port: 0, host: '::1', publicUrl: 'https://shop.example/recs', trustProxy: true });
    expect(config).toMatchObject({ basePath: '/pairwell', rateLimitPerMinute: 0, appSecret: 'x'.repeat(32) });
    expect(config).toMatchObject({ allowedOrigins: ['https://a.example', 'https://b.example'], dataDir: '/srv/data' });
  });

  test('mail has a server, a sender and an address to lead back to, or there is none', () => {
    const smtp = { PAIRWELL_SMTP_URL: 'smtps://user:pass%40word@mail.example:465' };
    const from = { PAIRWELL_MAIL_FROM: 'Pairwell <reports@suggest.example>' };
    const site = { PUBLIC_URL: 'https://suggest.example/recs/' };
    expect(readConfig({ ...smtp, ...from, ...site }).mail).toEqual({
      smtpUrl: smtp.PAIRWELL_SMTP_URL,
      from: from.PAIRWELL_MAIL_FROM,
      siteUrl: 'https://suggest.example/recs',
    });
    expect(readConfig({ ...from, ...site }).mail).toBeNull();
    expect(refusal({ ...smtp, ...site }).details.detail).toContain('needs PAIRWELL_MAIL_FROM');
    expect(refusal({ ...smtp, ...from }).details.detail).toContain('needs PUBLIC_URL');
    const wrong = refusal({ PAIRWELL_SMTP_URL: 'http://user:geheim@mail.example', ...from, ...site });
    expect(wrong.details.detail).toContain('(not shown)');
    expect(wrong.details.detail).not.toContain('geheim');
    const twoHeaders = { PAIRWELL_MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' };
    expect(refusal({ ...smtp, ...site, ...twoHeaders }).code).toBe('invalid_setting');
  });

  test('an address or a list of proxies is handed on, and "false" is false', () => {
    expect(readConfig({ TRUST_PROXY: '10.0.0.0/8' }).trustProxy).toBe('10.0.0.0/8');
    expect(readConfig({ TRUST_PROXY: 'false' }).trustProxy).toBe(false);
  });

  test('an empty setting is one that is not set', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  test.each([
    ['PAIRWELL_DATE', 'PAIRWELL_DATA'],
    ['PAIRWELL_DATADIR', 'PAIRWELL_DATA_DIR'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASEURL', 'DATABASE_URL'],
    ['BASEPATH', 'BASE_PATH'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['RATE_LIMIT_PER_MINUT', 'RATE_LIMIT_PER_MINUTE'],
  ])('%s is refused as nearly %s', (given, nearest) => {
    const error = refusal({ [given]: 'x' });
    expect(error.code).toBe('invalid_setting');
    expect(error.details.detail).toBe(`There is no setting ${given}. Did you mean ${nearest}?`);
    expect(error.hint).toContain(`${nearest}`);
  });

  test('what belongs to others is passed over', () => {
    const others = {
      PATH: '/bin',
      HOSTNAME: 'box',
      POST: 'x',
      PORTS: '1',
      PGHOST: '/run',
      NODE_ENV: 'test',
      LANG: 'C',
    };
    expect(readConfig(others)).toEqual(readConfig({}));
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '99999'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'shop.example'],
    ['BASE_PATH', 'pairwell'],
    ['BASE_PATH', '/pairwell/'],
    ['BASE_PATH', '/a b'],
    ['RATE_LIMIT_PER_MINUTE', '-1'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused and shown', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error.code).toBe('invalid_setting');
    expect(error.details.detail.startsWith(`The setting ${name} is ${JSON.stringify(value)}: `)).toBe(true);
  });

  test('a secret that is too short is refused and not shown', () => {
    const { details } = refusal({ APP_SECRET: 'hunter2' });
    expect(details.detail).toBe('The setting APP_SECRET is (not shown): expected at least 32 characters.');
  });
});

test('colours are wanted unless NO_COLOR says anything at all', () => {
  expect(isColorWanted({})).toBe(true);
  expect(isColorWanted({ NO_COLOR: '' })).toBe(true);
  expect(isColorWanted({ NO_COLOR: '0' })).toBe(false);
});
