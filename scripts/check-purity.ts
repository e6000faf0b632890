/** `node scripts/check-purity.ts [root]`: the layers' imports, the engine's purity, forbidden text; exit code 1 on any fault. */
import { checkPurity } from './purity/purity.ts';
import { reportCheck } from './source/violation.ts';

reportCheck('purity', checkPurity(process.argv[2] ?? process.cwd()));
