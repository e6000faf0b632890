/** How large things may be. Lines are lines of text, comments and blank lines included. */
export const SHAPE_LIMITS = {
  fileLines: 400,
  functionLines: 60,
  medianFunctionLines: 10,
  percentile95FunctionLines: 30,
  /** Positional parameters; one more is allowed when it is an object of options. */
  positionalParameters: 2,
  nestingDepth: 3,
} as const;

/** Words that say nothing: a file or an export called so has no meaning of its own. */
export const BANNED_WORDS: ReadonlySet<string> = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'lib',
  'libs',
  'shared',
  'misc',
  'manager',
  'managers',
]);
