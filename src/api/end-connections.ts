import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long requests that are under way may take to end. */
const GRACE_MS = 10_000;

/**
 * What lets a server end: Node waits for connections on which nothing has been asked yet, and browsers open some ahead and keep
 * them for minutes. To be called before the server listens.
 *
 * @returns closes those connections, at once and as they come, and all others after ten seconds; to be called before the server is closed
 */
export function trackConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  let isEnding = false;
  server.on('connection', (socket: Socket) => {
    if (isEnding) socket.destroy();
    else unused.add(socket.once('close', () => unused.delete(socket)));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return () => {
    isEnding = true;
    for (const socket of unused) socket.destroy();
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  };
}
