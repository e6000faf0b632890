import { inspect } from 'node:util';
import type { Violation } from '../source/violation.ts';
import type { DocExample } from './doc-comment.ts';
import { type ExampleStep, exampleSteps } from './example-code.ts';
import { isSameValue } from './same-value.ts';

/** Where an example stands and what it can use: the exports of its layer. */
export interface ExampleContext {
  readonly file: string;
  readonly scope: Readonly<Record<string, unknown>>;
}

/** What running one example gave. */
export interface ExampleResult {
  /** Number of `// =>` lines that were compared. */
  readonly compared: number;
  readonly violations: readonly Violation[];
}

/**
 * Runs an example and compares each value with what stands behind `// =>`: a literal, or `throws Name` for an error.
 */
export async function runExample(example: DocExample, context: ExampleContext): Promise<ExampleResult> {
  const faults: Violation[] = [];
  const fault = (line: number, message: string): void => {
    faults.push({ file: context.file, line, rule: 'example', message });
  };
  try {
    const steps = exampleSteps(example);
    await compileExample(
      steps,
      context,
    )((index, shown) => {
      const step = steps[index];
      const message = step === undefined ? null : mismatch(step, shown);
      if (step !== undefined && message !== null) fault(step.line, message);
    });
    return { compared: steps.filter((step) => step.expected !== null).length, violations: faults };
  } catch (error) {
    fault(example.line, `does not run: ${String(error)}`);
    return { compared: 0, violations: faults };
  }
}

/** Receives the index of a step and a function that gives the value it shows. */
type StepProbe = (index: number, shown: () => unknown) => void;

/**
 * One function out of all steps. It has a block of its own inside, so that an example may declare a name that the
 * layer exports too.
 */
function compileExample(steps: readonly ExampleStep[], context: ExampleContext): (probe: StepProbe) => Promise<void> {
  const body = steps.map((step, index) => {
    if (step.expected === null) return step.statement;
    const isExpression = step.statement.startsWith(step.shown ?? '\0');
    return `${isExpression ? '' : step.statement}\n;probe(${index}, () => (${step.shown}));`;
  });
  const names = Object.keys(context.scope).filter((name) => /^[\w$]+$/.test(name) && name !== 'default');
  const values = names.map((name) => context.scope[name]);
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const compiled = new AsyncFunction('probe', ...names, `'use strict';{\n${body.join('\n')}\n}`);
  return (probe) => compiled(probe, ...values) as Promise<void>;
}

function mismatch(step: ExampleStep, shown: () => unknown): string | null {
  const expected = step.expected ?? '';
  const thrown = /^throws\s+(\w+)/.exec(expected)?.[1];
  if (thrown !== undefined) return throwMismatch(thrown, shown);
  const literal = readLiteral(expected);
  if (literal === null)
    return `"${expected}" is no literal (write 0.12, 'text', [1, 2], { a: 1 } or throws RangeError)`;
  const actual = shown();
  if (isSameValue(actual, literal.value)) return null;
  return `gives ${inspect(actual, { depth: 5, breakLength: Infinity })}, the example says ${expected}`;
}

function throwMismatch(name: string, shown: () => unknown): string | null {
  try {
    return `gives ${inspect(shown())}, the example says it throws ${name}`;
  } catch (error) {
    const actual = error instanceof Error ? error.name : String(error);
    return actual === name ? null : `throws ${actual}, the example says ${name}`;
  }
}

function readLiteral(text: string): { readonly value: unknown } | null {
  try {
    return { value: new Function(`'use strict'; return (${text});`)() };
  } catch {
    return null;
  }
}
