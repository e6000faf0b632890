/** `node scripts/check-shape.ts [root]`: sizes, names and forbidden constructions; exit code 1 when a rule is broken. */
import { checkShape } from './shape/shape.ts';
import { reportCheck } from './source/violation.ts';

reportCheck('shape', checkShape(process.argv[2] ?? process.cwd()));
