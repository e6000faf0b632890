import type { EaseWork } from '../../engine/ease/ease-state.ts';
import type { StoreModel } from '../../engine/model/store-model.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';

/** Orders that come in while the inverse is made spoil it: then it is made again, so often at most. */
const MOST_ATTEMPTS = 3;

/**
 * Makes the EASE inverse of a large menu in a thread and hands it to the model; meanwhile the model serves with what it has.
 *
 * @returns false when orders came in during every attempt.
 */
export async function settleEase(model: StoreModel, workers: WorkerPool): Promise<boolean> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) if (await makeInverse(model, workers)) return true;
  return false;
}

async function makeInverse({ easeState, itemCount }: StoreModel, workers: WorkerPool): Promise<boolean> {
  const taken: EaseWork[] = [];
  const inverse = await workers.run('invertPackedGram', () => {
    const work = easeState.work(itemCount);
    taken.push(work);
    return { input: { gram: work.gram, size: work.items.length }, transfer: [work.gram.buffer] };
  });
  return taken.some((work) => easeState.adopt(inverse, work));
}
