import type { Answer, CallOptions } from './test-app.ts';

const BOUNDARY = 'pairwell-test-boundary';

/** What a browser sends when a file is chosen in a form. */
export function uploadOf(content: string | Buffer, name = 'orders.csv'): CallOptions & { readonly raw: Buffer } {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`;
  const raw = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return { raw, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } };
}

/** Waits until an import is in none of the states in which it is at work. */
export async function untilEnded(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (!['running', 'undoing'].includes(answer.body.state)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
