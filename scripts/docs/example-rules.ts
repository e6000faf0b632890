import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportedDeclarations } from '../source/exported-declarations.ts';
import { isTest } from '../source/repository-files.ts';
import { lineAt, loadSources, type SourceFile } from '../source/source-file.ts';
import type { CheckResult, Violation } from '../source/violation.ts';
import { docCommentOf, docComments } from './doc-comment.ts';
import { type ExampleResult, runExample } from './example-runner.ts';

/** Runs every example in src/engine and src/contract, and asks for documentation on every export of the engine. */
export async function checkExamples(root: string): Promise<CheckResult> {
  const sources = loadSources(root).filter((file) => !isTest(file.path));
  const layers = ['src/engine/', 'src/contract/'].map((layer) => sources.filter((file) => file.path.startsWith(layer)));
  const results: ExampleResult[] = [];
  for (const files of layers) results.push(...(await runExamplesOfLayer(root, files)));
  const compared = results.reduce((sum, result) => sum + result.compared, 0);
  return {
    notes: [`${results.length} examples run, ${compared} values compared`],
    violations: [...results.flatMap((result) => result.violations), ...(layers[0] ?? []).flatMap(undocumentedExports)],
  };
}

/** In an example every export of the layer is in scope, and those of its own module before all others. */
async function runExamplesOfLayer(root: string, files: readonly SourceFile[]): Promise<ExampleResult[]> {
  const modules = await Promise.all(files.map((file) => importModule(root, file)));
  const layerScope = Object.assign({}, ...modules.map((module) => module.exports)) as ModuleExports;
  const results: ExampleResult[] = modules.flatMap(({ fault }) =>
    fault === null ? [] : [{ compared: 0, violations: [fault] }],
  );
  for (const { file, exports } of modules) {
    const context = { file: file.path, scope: { ...layerScope, ...exports } };
    for (const comment of docComments(file)) {
      for (const example of comment.examples) results.push(await runExample(example, context));
    }
  }
  return results;
}

type ModuleExports = Readonly<Record<string, unknown>>;

interface LoadedModule {
  readonly file: SourceFile;
  readonly exports: ModuleExports;
  readonly fault: Violation | null;
}

async function importModule(root: string, file: SourceFile): Promise<LoadedModule> {
  try {
    const exports = (await import(pathToFileURL(join(root, file.path)).href)) as ModuleExports;
    return { file, exports, fault: null };
  } catch (error) {
    const message = `cannot be imported: ${String(error)}`;
    return { file, exports: {}, fault: { file: file.path, line: 1, rule: 'example', message } };
  }
}

/** Every export needs a summary; a function also needs an example that shows a value. */
function undocumentedExports(file: SourceFile): Violation[] {
  const seen = new Set<string>();
  return exportedDeclarations(file).flatMap(({ name, kind, statement }) => {
    // Overloads are documented once, at the first.
    if (seen.has(name)) return [];
    seen.add(name);
    const comment = docCommentOf(file, statement);
    const at = { file: file.path, line: lineAt(file.lineStarts, statement.start) };
    if (comment === null || comment.summary === '') {
      return [{ ...at, rule: 'undocumented', message: `${kind} ${name} has no documentation comment` }];
    }
    if (kind !== 'function') return [];
    if (comment.examples.some((example) => example.code.includes('// =>'))) return [];
    const what = comment.examples.length === 0 ? 'has no @example' : 'has an @example that shows no value';
    return [
      { ...at, rule: 'no-example', message: `function ${name} ${what} (wanted: a line "call(...) // => value")` },
    ];
  });
}
