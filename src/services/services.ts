import type { ModelStore } from './learning/model-store.ts';
import type { ServiceContext } from './service-context.ts';
import type { ServedLog } from './tracking/served-log.ts';

/** The parts that live as long as the process: made once, in the composition root. */
export interface Services {
  readonly context: ServiceContext;
  readonly models: ModelStore;
  readonly served: ServedLog;
}
