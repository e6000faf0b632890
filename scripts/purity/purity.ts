import { listFiles } from '../source/repository-files.ts';
import { loadSources } from '../source/source-file.ts';
import type { CheckResult } from '../source/violation.ts';
import { circleViolations } from './circle-rules.ts';
import { engineViolations } from './engine-rules.ts';
import { forbiddenTextViolations } from './forbidden-text.ts';
import { layerViolations } from './layer-rules.ts';
import { placeViolations } from './place-rules.ts';
import { referenceViolations } from './reference-rules.ts';

/** Checks who imports whom and that none do so in a circle, what the engine touches, and where SQL, settings and machine paths stand. */
export function checkPurity(root: string): CheckResult {
  const sources = loadSources(root);
  const files = listFiles(root);
  return {
    notes: [`${sources.length} sources, ${files.length} files`],
    violations: [
      ...sources.flatMap(layerViolations),
      ...circleViolations(sources),
      ...sources.flatMap(engineViolations),
      ...sources.flatMap(placeViolations),
      ...referenceViolations(root),
      ...files.flatMap((path) => forbiddenTextViolations(root, path)),
    ],
  };
}
