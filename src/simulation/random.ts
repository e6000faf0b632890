export { createRandom, type Random } from '../engine/statistics/random.ts';
