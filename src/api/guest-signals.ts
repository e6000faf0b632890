import type { FastifyRequest } from 'fastify';
import type { RequestSignals } from '../services/tracking/bots.ts';
import { callerOf } from './auth.ts';

/** Hosts that browsers trust without https. */
const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)(:\d+)?$/;

/** What the headers of a request say of the guest, or of the machine, that sends it. */
export function readSignals(request: FastifyRequest): RequestSignals {
  const header = (name: string) => [request.headers[name] ?? []].flat().join(' ');
  return {
    userAgent: header('user-agent'),
    fetchMode: request.headers['sec-fetch-mode'] === undefined ? null : header('sec-fetch-mode'),
    purpose: `${header('sec-purpose')} ${header('purpose')} ${header('x-moz')}`,
    trustworthy: request.protocol === 'https' || LOCAL_HOST.test(request.host),
    privacyControl: header('sec-gpc') === '1',
    server: callerOf(request).kind === 'secret',
  };
}
