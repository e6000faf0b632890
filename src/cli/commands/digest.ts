import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { emailAddress } from '../../contract/accounts.ts';
import type { DigestPreview } from '../../contract/digest.ts';
import { previewDigest, sendDigestTo } from '../../services/digest/preview-digest.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { disarmLines, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface DigestOptions extends DataOptions {
  readonly store?: string;
  readonly preview?: boolean;
  readonly send?: boolean;
  readonly to?: string;
  readonly out?: string;
}

/** `pairwell digest --preview | --send --to ADDRESS`: the weekly mail of the last closed week. */
export function addDigestCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('digest'))
    .description('the weekly mail of a store: look at it, or send it to one address')
    .option('--store <id>', 'slug or number of the store')
    .option('--preview', 'print the mail as text (this is what happens without --send)')
    .option('--out <file>', 'write the mail as HTML to this file')
    .option('--send', 'send it now to the address of --to; it does not count as the week’s mail')
    .option('--to <address>', 'where --send sends it', parseAddress)
    .action(async (options: DigestOptions, command: Command) => {
      const { send = false, to } = options;
      if (send !== (to !== undefined)) command.error('--send and --to ADDRESS belong together.', { exitCode: 2 });
      const mail = await withServices(runtime, options, async (services): Promise<DigestPreview> => {
        const store = await requireStore(services, options.store);
        return to === undefined ? previewDigest(services, store) : sendDigestTo(services, store, to);
      });
      if (options.out !== undefined) await writeFile(options.out, mail.html);
      const done = to === undefined ? '' : `Sent to ${to}.\n\n`;
      const text = `${done}Subject: ${mail.subject}\n\n${mail.text.trimEnd()}`;
      printResult(runtime.io, { json: options.json === true, data: mail, text: disarmLines(text) });
    });
}

function parseAddress(text: string): string {
  const parsed = emailAddress.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('expected an e-mail address such as anna@example.org.');
}
