import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** A letter as the server took it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Lines as they came, dots taken off again. */
  readonly source: string;
}

/** What the server says next to a command instead of taking it. */
interface Refusal {
  readonly command: string;
  readonly reply: string;
  times: number;
}

/** A mail server on a socket of this machine: it speaks SMTP, keeps what it takes, and refuses what it is told to. */
export class SmtpServer {
  readonly mails: TakenMail[] = [];
  /** Commands as they came, across connections. */
  readonly commands: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #refusals: Refusal[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<SmtpServer> {
    const listening = createServer();
    const server = new SmtpServer(listening);
    listening.on('connection', (socket) => server.#serve(socket));
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers this command so the next `times` times; "hang up" ends the connection instead. */
  refuse(command: string, reply: string, times = 1): void {
    this.#refusals.push({ command, reply, times });
  }

  forget(): void {
    this.mails.length = 0;
    this.commands.length = 0;
    this.#refusals = [];
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    const talk = new Conversation(this, socket);
    let buffer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      buffer += chunk;
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        talk.read(buffer.slice(0, end));
        buffer = buffer.slice(end + 2);
      }
    });
    socket.write('220 mail.test ESMTP\r\n');
  }

  /** The refusal of a command that is due; null = it is taken. */
  takeRefusal(command: string): string | null {
    const refusal = this.#refusals.find((entry) => entry.command === command && entry.times > 0);
    if (refusal === undefined) return null;
    refusal.times -= 1;
    return refusal.reply;
  }
}

/** One connection. */
class Conversation {
  readonly #server: SmtpServer;
  readonly #socket: Socket;
  #letter: { from: string; to: string[]; lines: string[] } = { from: '', to: [], lines: [] };
  #isData = false;

  constructor(server: SmtpServer, socket: Socket) {
    this.#server = server;
    this.#socket = socket;
  }

  read(line: string): void {
    if (this.#isData) this.#readLetter(line);
    else this.#readCommand(line);
  }

  #readCommand(line: string): void {
    this.#server.commands.push(line);
    const command = line.slice(0, 4).toUpperCase();
    const refusal = this.#server.takeRefusal(command);
    if (refusal === 'hang up') this.#socket.destroy();
    else this.#socket.write(`${refusal ?? this.#take(command, line)}\r\n`);
  }

  #take(command: string, line: string): string {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (command === 'EHLO') return '250-mail.test\r\n250-8BITMIME\r\n250 SMTPUTF8';
    if (command === 'MAIL') this.#letter = { from: address, to: [], lines: [] };
    if (command === 'RCPT') this.#letter.to.push(address);
    if (command === 'DATA') {
      this.#isData = true;
      return '354 Go on';
    }
    if (command === 'QUIT') this.#socket.end('221 Bye\r\n');
    return '250 Ok';
  }

  #readLetter(line: string): void {
    if (line !== '.') {
      this.#letter.lines.push(line.startsWith('.') ? line.slice(1) : line);
      return;
    }
    this.#isData = false;
    const refusal = this.#server.takeRefusal('.');
    if (refusal === 'hang up') {
      this.#socket.destroy();
      return;
    }
    const { from, to, lines } = this.#letter;
    if (refusal === null) this.#server.mails.push({ from, to, source: lines.join('\r\n') });
    this.#socket.write(`${refusal ?? '250 Taken'}\r\n`);
  }
}

/** A letter taken apart. */
export interface ReadMail {
  /** Names in small letters; a header that comes twice has two values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly text: string;
  readonly html: string;
}

/** Takes a letter of two forms apart, by the rules of MIME and not with what wrote it. */
export function readMail({ source }: TakenMail): ReadMail {
  const [headers, body] = splitHeaders(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type')?.[0] ?? '')?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => splitHeaders(part.replace(/^\r\n/, '').replace(/\r\n$/, '')));
  const partOf = (type: string) => {
    const found = parts.find(([own]) => own.get('content-type')?.[0]?.startsWith(type));
    return found ? decodeBody(found[1], found[0].get('content-transfer-encoding')?.[0] ?? '7bit') : '';
  };
  return { headers, text: partOf('text/plain'), html: partOf('text/html') };
}

function splitHeaders(source: string): [Map<string, string[]>, string] {
  const end = source.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of source
    .slice(0, end)
    .replaceAll(/\r\n[ \t]/g, ' ')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+): ?(.*)$/s.exec(line) ?? [];
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), decodeWords(value)]);
  }
  return [headers, source.slice(end + 4)];
}

/** RFC 2047: "=?UTF-8?Q?...?=", also several after one another. */
function decodeWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decodeBody(text.replaceAll('_', ' '), 'quoted-printable'),
    );
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const text = body.replaceAll(/=\r\n/g, '');
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
