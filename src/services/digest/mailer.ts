import type { Transporter } from 'nodemailer';
import { AppError } from '../../contract/error-registry.ts';

/** How mail leaves, and what its links begin with. */
export interface MailSettings {
  /** smtp://user:password@host:587 or smtps://...:465 */
  readonly smtpUrl: string;
  /** Address that mail comes from, with or without a name. */
  readonly from: string;
  /** Address of this installation for people, without a slash at its end. */
  readonly siteUrl: string;
}

/** One mail to one person. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for the same mail: who gets it twice can see so. */
  readonly messageId: string;
  /** Address that ends the subscription with one POST (RFC 8058); null for a mail that nobody is subscribed to. */
  readonly stopUrl: string | null;
}

/** Why a mail did not leave, and whether it is worth trying again. */
export class MailFault extends Error {
  readonly isFinal: boolean;

  constructor(message: string, { isFinal, cause }: { isFinal: boolean; cause: unknown }) {
    super(message, { cause });
    this.name = 'MailFault';
    this.isFinal = isFinal;
  }
}

const CONNECT_MS = 20_000;
const ANSWER_MS = 60_000;
const LONGEST_FAULT = 300;
/** What is kept of a fault names nobody. */
const ADDRESS = /<?[^\s<>@]+@[^\s<>]+>?/g;

/** The way out for mail. Without settings there is none. */
export class Mailer {
  readonly #settings: MailSettings | null;
  #transport: Transporter | null = null;

  constructor(settings: MailSettings | null) {
    this.#settings = settings;
  }

  get isOn(): boolean {
    return this.#settings !== null;
  }

  /** What links in mails begin with; null without settings. */
  get siteUrl(): string | null {
    return this.#settings?.siteUrl ?? null;
  }

  /** Sends one mail. @throws MailFault; AppError `mail_off` without settings. */
  async send({ to, subject, text, html, messageId, stopUrl }: Mail): Promise<void> {
    const settings = this.#settings;
    if (settings === null) throw new AppError('mail_off', { detail: 'No mail server is set.' });
    const transport = await this.#open(settings);
    try {
      await transport.sendMail({
        from: settings.from,
        to: { name: to.name, address: to.address },
        subject,
        text,
        html,
        messageId: `<${messageId}@${new URL(settings.siteUrl).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(stopUrl) },
      });
    } catch (error) {
      throw toFault(error);
    }
  }

  close(): void {
    this.#transport?.close();
    this.#transport = null;
  }

  async #open({ smtpUrl }: MailSettings): Promise<Transporter> {
    // Loaded by who sends: most processes never do.
    const { createTransport } = await import('nodemailer');
    this.#transport ??= createTransport({
      url: smtpUrl,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as Parameters<typeof createTransport>[0]);
    return this.#transport;
  }
}

function stopHeaders(stopUrl: string | null): Record<string, string> {
  if (stopUrl === null) return {};
  return { 'List-Unsubscribe': `<${stopUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** A refusal of the receiver (5xx to RCPT TO or to the letter) is final; a server that is away or wants another login is not. */
function toFault(cause: unknown): MailFault {
  const {
    code = '',
    responseCode = 0,
    command = '',
    message = '',
  } = cause as {
    code?: string;
    responseCode?: number;
    command?: string;
    message?: string;
  };
  const isRefusal = responseCode >= 500 && responseCode < 600 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  const isFinal = isRefusal && command !== 'MAIL FROM';
  const words = String(message || code).replaceAll(ADDRESS, '(address)');
  return new MailFault(words.slice(0, LONGEST_FAULT), { isFinal, cause });
}
