/** The release; package.json carries the same number, and a test compares the two. */
export const VERSION = '0.1.0';
