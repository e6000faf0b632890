import { z } from 'zod';
import { AppError } from './contract/error-registry.ts';
import { nearestName } from './contract/nearest-name.ts';
import { tellExpected } from './contract/plain-words.ts';

const switchSetting = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const listSetting = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** An address, with or without a name in front; no line break, which would begin another header. */
const MAIL_FROM = /^(?:[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

/** Every setting of the server. Each can be left out; docs/operations.md explains them. */
const settingsSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4100),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.union([switchSetting, z.string()]).default(false),
  BASE_PATH: z
    .string()
    .regex(/^(\/[A-Za-z0-9._~-]+)*$/, 'expected "" or a path such as "/pairwell"')
    .default(''),
  ALLOWED_ORIGINS: listSetting.default([]),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(0).default(6000),
  DATABASE_URL: z.string().min(1).optional(),
  APP_SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
  IMPORT_LIMIT_MB: z.coerce.number().int().min(1).max(100_000).default(512),
  EVENT_RETENTION_MONTHS: z.coerce.number().int().min(1).max(120).default(13),
  PAIRWELL_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'expected smtp://... or smtps://...' }).optional(),
  PAIRWELL_MAIL_FROM: z
    .string()
    .max(300)
    .regex(MAIL_FROM, 'expected an address such as "Pairwell <reports@suggest.example>"')
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PAIRWELL_DATA: z.string().min(1).default('./pairwell-data'),
  PAIRWELL_DATA_DIR: z.string().optional(),
  PAIRWELL_BROWSER: z.string().optional(),
});

/** The settings of this process. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly trustProxy: boolean | string;
  readonly basePath: string;
  readonly allowedOrigins: readonly string[];
  readonly rateLimitPerMinute: number;
  readonly databaseUrl: string | null;
  readonly appSecret: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly dataDir: string;
  /** Longest file that may be uploaded, unpacked, in bytes. */
  readonly importLimitBytes: number;
  /** Events are kept this many months. */
  readonly eventRetentionMonths: number;
  /** How mail leaves; null = it does not. */
  readonly mail: MailConfig | null;
}

/** The mail server and what mails say of where they come from. */
export interface MailConfig {
  readonly smtpUrl: string;
  readonly from: string;
  /** PUBLIC_URL without a slash at its end: links in mails begin with it. */
  readonly siteUrl: string;
}

/**
 * Reads the settings; this is the only place that reads the environment.
 *
 * @throws AppError `invalid_setting` for a value that does not fit, and for a setting that nearly has a known name.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  refuseNearMisses(environment);
  const known = Object.keys(settingsSchema.shape);
  const given = Object.fromEntries(known.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  const parsed = settingsSchema.safeParse(given, { error: tellExpected });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    const value = SECRET_SETTINGS.includes(name) ? '(not shown)' : JSON.stringify(environment[name]);
    throw new AppError('invalid_setting', { detail: `The setting ${name} is ${value}: ${issue?.message}.` });
  }
  const settings = parsed.data;
  return {
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL ?? null,
    trustProxy: settings.TRUST_PROXY,
    basePath: settings.BASE_PATH,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    databaseUrl: settings.DATABASE_URL ?? null,
    appSecret: settings.APP_SECRET ?? null,
    logLevel: settings.LOG_LEVEL,
    dataDir: settings.PAIRWELL_DATA,
    importLimitBytes: settings.IMPORT_LIMIT_MB * 2 ** 20,
    eventRetentionMonths: settings.EVENT_RETENTION_MONTHS,
    mail: readMail(settings),
  };
}

/** What must not be printed, not even when it is wrong. */
const SECRET_SETTINGS = ['APP_SECRET', 'DATABASE_URL', 'PAIRWELL_SMTP_URL'];

/** A mail without a sender, or without links that lead back, is none. */
function readMail(settings: z.output<typeof settingsSchema>): MailConfig | null {
  const { PAIRWELL_SMTP_URL: smtpUrl, PAIRWELL_MAIL_FROM: from, PUBLIC_URL: publicUrl } = settings;
  if (smtpUrl === undefined) return null;
  if (from !== undefined && publicUrl !== undefined) return { smtpUrl, from, siteUrl: publicUrl.replace(/\/+$/, '') };
  const missing = from === undefined ? 'PAIRWELL_MAIL_FROM' : 'PUBLIC_URL';
  throw new AppError('invalid_setting', {
    detail: `The setting PAIRWELL_SMTP_URL needs ${missing} beside it.`,
    hint: 'Mails need a sender (PAIRWELL_MAIL_FROM) and links that lead back to this server (PUBLIC_URL).',
  });
}

/** Colours are wanted unless NO_COLOR is set to anything (no-color.org). */
export function isColorWanted(environment: NodeJS.ProcessEnv = process.env): boolean {
  return (environment.NO_COLOR ?? '') === '';
}

/** Our own prefix, or a long name that differs in one or two letters: surely meant for us, so it is not passed over. */
const PREFIX = 'PAIRWELL_';
const SURE_LENGTH = 8;
const MOST_EDITS = 2;

function refuseNearMisses(environment: NodeJS.ProcessEnv): void {
  const known = Object.keys(settingsSchema.shape);
  for (const name of Object.keys(environment)) {
    if (known.includes(name)) continue;
    const isOurs = name.startsWith(PREFIX);
    const nearest = nearestName(name, known, { mostEdits: isOurs ? name.length : MOST_EDITS });
    if (!isOurs && (nearest ?? '').length < SURE_LENGTH) continue;
    throw new AppError('invalid_setting', {
      detail: `There is no setting ${name}. Did you mean ${nearest}?`,
      hint: `Known settings: ${known.join(', ')}.`,
    });
  }
}
