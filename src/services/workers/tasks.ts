/**
 * The functions that run in a thread of the {@link WorkerPool}, by the names they are asked for. Each takes one value
 * that can be sent to another thread and gives one back.
 */
export { chooseFromHistory } from '../learning/packed-choice.ts';
export { invertPackedGram } from '../learning/packed-gram.ts';
export { reportPackedPairs } from './report-packed-pairs.ts';
