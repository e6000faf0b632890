import { Agent, request } from 'node:http';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** Calls to send, each once. */
export interface CallsToSend {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  readonly connections: number;
}

/** Sends POST calls from a thread of its own, so many at a time; gives how long all of them took, in seconds. */
export function sendCalls(calls: CallsToSend): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: calls });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function sendAll({ url, headers, bodies, connections }: CallsToSend): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const left = bodies.map((body) => Buffer.from(body)).values();
  const begunMs = performance.now();
  const sendLeft = async () => {
    for (const body of left) await sendOne(body);
  };
  const sendOne = (body: Buffer) =>
    new Promise<void>((resolve, reject) => {
      const call = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } });
      call.once('error', reject);
      call.once('response', (answer) => {
        answer.once('end', resolve).once('error', reject).resume();
      });
      call.end(body);
    });
  await Promise.all(Array.from({ length: connections }, sendLeft));
  agent.destroy();
  return (performance.now() - begunMs) / 1000;
}

if (parentPort !== null) parentPort.postMessage(await sendAll(workerData as CallsToSend));
