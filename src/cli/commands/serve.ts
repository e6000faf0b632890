import type { Command } from 'commander';
import { type DataOptions, wholeNumber, withDataOptions } from '../command-context.ts';
import { makeFirstAdminLink } from '../first-admin-link.ts';
import { printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface ServeOptions extends DataOptions {
  readonly port?: number;
  readonly host?: string;
}

/** `pairwell serve` and `pairwell openapi` */
export function addServeCommands(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('serve'))
    .description('start the server; stop it with Ctrl-C')
    .option('--port <n>', 'port (default: PORT or 4100)', wholeNumber)
    .option('--host <address>', 'address (default: HOST or 127.0.0.1)')
    .action(async (options: ServeOptions) => {
      const server = await runtime.serve({
        dataDir: options.data ?? null,
        port: options.port ?? null,
        host: options.host ?? null,
        quiet: false,
      });
      const link = await makeFirstAdminLink(server);
      const data = { url: server.url, data: server.dataDir, first_admin_link: link };
      const ready = `Pairwell answers on ${server.url} (API docs: ${server.url}/docs). Data: ${server.dataDir}`;
      const text =
        link === null ? ready : `${ready}\nNobody has an account yet. The link for the first (24 hours, once): ${link}`;
      printResult(runtime.io, { json: options.json === true, data, text });
      await runtime.io.untilStopped();
      await server.close();
    });
  withDataOptions(program.command('openapi'))
    .description('print the OpenAPI 3.1 document')
    .action(async () => {
      runtime.io.out(`${JSON.stringify(await runtime.describeApi(), null, 2)}\n`);
    });
}
