/** How large things may be. Lines are lines of text, comments and blank lines included. */
export const SHAPE_LIMITS = {
  fileLines: 400,
  functionLines: 60,
  medianFunctionLines: 10,
  percentile95FunctionLines: 30,
  /** Positional parameters; one more is allowed when it is an object of options. */
  positionalParameters: 2,
  /** Parameters of a function that only its own file calls. */
  privateParameters: 3,
  nestingDepth: 3,
} as const;

/**
 * Types of what a function works on. As a first parameter such a handle stands where a method has its `this`, and is not
 * counted.
 */
export const HANDLE_TYPES: ReadonlySet<string> = new Set([
  'ServiceContext',
  'Services',
  'StoreScope',
  'StoreModel',
  'PairCounts',
  'HourCounts',
  'DataFolder',
  'Runtime',
  'Io',
]);

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
