import { AppError } from '../../contract/error-registry.ts';
import { type ImportLock, takeImportLock } from '../../storage/import-lock.ts';
import { settleCutOffImports } from '../../storage/queries/imports.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Takes the store's place for imports, in whatever process. Imports that died with their process are marked so.
 *
 * @throws AppError `import_running` while another import of the store is at work, or is being taken back.
 */
export async function requireImportLock(context: ServiceContext, storeId: number): Promise<ImportLock> {
  await context.database.forStore(storeId, settleCutOffImports);
  const lock = await takeImportLock(context.connection, storeId);
  if (lock !== null) return lock;
  throw new AppError('import_running', { detail: 'Another import of this store is at work.' });
}

/** Runs a piece of work while this store takes no other import. @throws AppError `import_running`. */
export async function withImportLock<T>(context: ServiceContext, storeId: number, work: () => Promise<T>): Promise<T> {
  const lock = await requireImportLock(context, storeId);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
