import type { SyntaxNode } from '../source/syntax-tree.ts';
import { identifierName, nodeIn } from '../source/syntax-tree.ts';
import type { Violation } from '../source/violation.ts';
import type { MeasuredFunction } from './measured-function.ts';
import { SHAPE_LIMITS } from './shape-limits.ts';

/** Types that a third parameter may not have: one value or a collection is no object of options. */
const COLLECTION_TYPES = /^(?:Readonly)?(?:Array|Map|Set)$|Array$|^(?:Date|Buffer|RegExp|URL|Promise|Iterable)$/;

/** The rules for one function: lines, parameters, nesting. */
export function functionViolations(measured: MeasuredFunction): Violation[] {
  return [linesViolation(measured), parametersViolation(measured), nestingViolation(measured)].filter(
    (violation) => violation !== null,
  );
}

/**
 * The rules for all functions together: half of them short, nearly all of them moderate.
 * Callbacks written in place belong to the function around them and are not counted again.
 */
export function functionLengthStatistics(functions: readonly MeasuredFunction[]): {
  readonly note: string;
  readonly violations: Violation[];
} {
  const lengths = functions.filter((measured) => measured.name !== null).map((measured) => measured.lines);
  const median = percentile(lengths, 0.5);
  const percentile95 = percentile(lengths, 0.95);
  const note = `${lengths.length} functions, median ${median} lines, 95th percentile ${percentile95} lines`;
  return {
    note,
    violations: [
      ...statisticViolation('median-function-lines', { value: median, allowed: SHAPE_LIMITS.medianFunctionLines }),
      ...statisticViolation('percentile-95-function-lines', {
        value: percentile95,
        allowed: SHAPE_LIMITS.percentile95FunctionLines,
      }),
    ],
  };
}

/**
 * The smallest value that at least `share` of the values do not exceed (nearest rank); 0 for no values.
 *
 * @example
 * percentile([5, 1, 9, 3], 0.5) // => 3
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

function linesViolation(measured: MeasuredFunction): Violation | null {
  const allowed = SHAPE_LIMITS.functionLines;
  if (measured.lines <= allowed) return null;
  return violationOf(measured, {
    rule: 'function-lines',
    what: `is long (${measured.lines} lines, allowed ${allowed})`,
  });
}

function nestingViolation(measured: MeasuredFunction): Violation | null {
  const allowed = SHAPE_LIMITS.nestingDepth;
  if (measured.nesting <= allowed) return null;
  return violationOf(measured, {
    rule: 'nesting-depth',
    what: `is nested deeply (${measured.nesting}, allowed ${allowed})`,
  });
}

function parametersViolation(measured: MeasuredFunction): Violation | null {
  const { parameters, name } = measured;
  const allowed = measured.isPublic ? SHAPE_LIMITS.positionalParameters : SHAPE_LIMITS.privateParameters;
  // The signature of a callback is decided by the function that calls it.
  if (name === null || parameters.length <= allowed) return null;
  const last = parameters.at(-1);
  if (measured.isPublic && parameters.length === allowed + 1 && last !== undefined && isOptions(last)) return null;
  const what = `takes many parameters (${parameters.length}, allowed ${allowed}${measured.isPublic ? ' and an object of options' : ''})`;
  return violationOf(measured, { rule: 'parameter-count', what });
}

function isOptions(parameter: SyntaxNode): boolean {
  const bare = parameter.type === 'AssignmentPattern' ? nodeIn(parameter.left) : parameter;
  if (bare === null || bare.type === 'RestElement') return false;
  if (bare.type === 'ObjectPattern') return true;
  return /(?:^o|O)ptions$/.test(identifierName(bare) ?? '') || hasObjectType(bare);
}

function hasObjectType(parameter: SyntaxNode): boolean {
  const type = nodeIn(nodeIn(parameter.typeAnnotation)?.typeAnnotation);
  if (type?.type === 'TSTypeLiteral') return true;
  if (type?.type !== 'TSTypeReference') return false;
  const typeName = identifierName(type.typeName);
  return typeName === null || !COLLECTION_TYPES.test(typeName);
}

function statisticViolation(rule: string, { value, allowed }: { value: number; allowed: number }): Violation[] {
  if (value <= allowed) return [];
  return [{ file: '.', line: 1, rule, message: `functions are long (${value} lines, allowed ${allowed})` }];
}

function violationOf(measured: MeasuredFunction, broken: { rule: string; what: string }): Violation {
  const { file, line, name } = measured;
  return { file, line, rule: broken.rule, message: `${name ?? 'a callback'} ${broken.what}` };
}
