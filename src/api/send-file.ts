import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

const CSV = 'text/csv; charset=utf-8';

/** A file to be kept: CSV unless another type is said. */
export interface KeptFile {
  readonly name: string;
  readonly type?: string;
  /** Bytes, a stream of them, or texts, which leave as they are read: a store has millions of rows. */
  readonly content: Buffer | Readable | Iterable<string> | AsyncIterable<string>;
}

/** Sends a file under its name. */
export function sendFile(reply: FastifyReply, { name, type = CSV, content }: KeptFile): FastifyReply {
  const isReady = Buffer.isBuffer(content) || content instanceof Readable;
  return reply
    .headers({ 'content-type': type, 'content-disposition': `attachment; filename="${name}"` })
    .send(isReady ? content : Readable.from(content));
}
