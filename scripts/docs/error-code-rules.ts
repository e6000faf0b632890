import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckResult } from '../source/violation.ts';

const REGISTRY = 'src/contract/error-registry.ts';
const PAGE = 'docs/errors.md';

/** Every error code of the registry stands in docs/errors.md. */
export async function checkErrorCodes(root: string): Promise<CheckResult> {
  const missing = [REGISTRY, PAGE].filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) return { notes: missing.map((path) => `${path} is not there yet`), violations: [] };
  const registry = (await import(pathToFileURL(join(root, REGISTRY)).href)) as { ERROR_REGISTRY?: object };
  const codes = Object.keys(registry.ERROR_REGISTRY ?? {});
  const page = readFileSync(join(root, PAGE), 'utf8');
  const unexplained = codes.filter((code) => !new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(page));
  return {
    notes: [`${codes.length} error codes`],
    violations: [
      ...unexplained.map((code) => fault(PAGE, `error code ${code} is not explained`)),
      ...(codes.length === 0 ? [fault(REGISTRY, 'exports no ERROR_REGISTRY with codes')] : []),
    ],
  };
}

function fault(file: string, message: string): CheckResult['violations'][number] {
  return { file, line: 1, rule: 'error-codes', message };
}
