/** `node scripts/check-docs.ts [root]`: links, README, examples that run, error codes; exit code 1 on any fault. */
import { checkDocumentation } from './docs/documentation.ts';
import { reportCheck } from './source/violation.ts';

reportCheck('docs', await checkDocumentation(process.argv[2] ?? process.cwd()));
