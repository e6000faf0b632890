import { createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { Import, ImportChoices, ImportWithPreview } from '../../contract/import.ts';
import {
  findImport,
  type ImportRow,
  listImportRows,
  settleCutOffImports,
  updateImport,
} from '../../storage/queries/imports.ts';
import { storedJson } from '../../storage/stored-json.ts';
import type { ModelStore } from '../learning/model-store.ts';
import { type Page, readCursor, toPage } from '../paging.ts';
import type { ServiceContext } from '../service-context.ts';
import { isStartable, toImportJson, toImportWithPreview } from './import-json.ts';
import { requireImportLock } from './import-lock.ts';
import { runImport, STOPPING } from './import-orders.ts';
import { ImportProgress } from './import-progress.ts';
import { inspectFile, plainFileName } from './inspect-file.ts';
import { noteImport } from './note-import.ts';
import { requireUndoable, undoImport } from './undo-import.ts';

/** Where uploads are kept, and how large they may be. */
export interface ImportSettings {
  /** Folder of uploads; made when the first one comes. */
  readonly folder: string;
  /** Longest file, unpacked. */
  readonly mostBytes: number;
}

/** What somebody uploads. */
export interface Upload {
  readonly name: string;
  readonly content: Readable;
  /** Asked when all is read: true when the sender had more than may be sent. */
  readonly wasCut: () => boolean;
}

interface AtWork {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

interface Task<T> {
  /** Checks and notes that it begins; what it throws is the answer. */
  readonly begin: () => Promise<T>;
  readonly work: (begun: T, run: { signal: AbortSignal; progress: ImportProgress }) => Promise<void>;
}

/** An upload is kept this long, and a list of the rows that were left out. */
const [UPLOAD_DAYS, REJECTED_DAYS] = [7, 30];
const DAY_MS = 86_400_000;

/**
 * Imports that run behind a page: takes the upload, shows what it would bring, runs it in this process, and takes it back.
 * One store takes one import at a time, over all processes: the database holds the lock.
 */
export class ImportDesk {
  readonly settings: ImportSettings;
  readonly #context: ServiceContext;
  readonly #models: ModelStore;
  readonly #atWork = new Map<string, AtWork>();

  constructor(context: ServiceContext, models: ModelStore, { settings }: { settings: ImportSettings }) {
    this.#context = context;
    this.#models = models;
    this.settings = settings;
  }

  /** Takes a file and looks at it. @throws AppError `payload_too_large`, `invalid_file`: then nothing is kept. */
  async upload(store: Store, upload: Upload): Promise<ImportWithPreview> {
    const folder = this.#folderOf(store.id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = path.join(folder, `${crypto.randomUUID()}.upload`);
    try {
      await pipeline(upload.content, createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
      if (upload.wasCut()) throw this.#tooLarge();
      const file = plainFileName(upload.name);
      const preview = await this.#inspect(draft, store, { choices: {}, name: file });
      const { size } = await stat(draft);
      const id = await noteImport(this.#context, store.id, { file, state: 'uploaded', sizeBytes: size });
      await rename(draft, this.#fileOf(store.id, id));
      await this.#note(store.id, id, { upload: `${id}.csv`, preview: storedJson(preview) });
      return this.describe(store.id, id);
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** Looks at an uploaded file again, with other choices. @throws AppError `unknown_import`, `import_state`, `invalid_file`. */
  async preview(store: Store, id: number, choices: ImportChoices): Promise<ImportWithPreview> {
    const row = await this.#requireStartable(store.id, id);
    const preview = await this.#inspect(this.#fileOf(store.id, id), store, { choices, name: row.file_name });
    await this.#note(store.id, id, { choices: storedJson(choices), preview: storedJson(preview) });
    return this.describe(store.id, id);
  }

  /**
   * Starts an import; it goes on after the answer.
   *
   * @throws AppError `unknown_import`, `import_state`; `import_running` while another one of the store is at work.
   */
  async start(store: Store, id: number, { choices }: { choices: ImportChoices | null }): Promise<Import> {
    const begin = async () => {
      const row = await this.#requireStartable(store.id, id);
      const chosen = choices ?? ((row.choices ?? {}) as ImportChoices);
      const patch = { state: 'running' as const, phase: 'reading', share: 0, finished_at: null, fault: null };
      await this.#note(store.id, id, { ...patch, cancel_wanted: false, choices: storedJson(chosen) });
      return { choices: chosen, name: row.file_name };
    };
    await this.#requireStartable(store.id, id);
    return this.#run(store.id, id, {
      begin,
      work: async (started, { signal, progress }) => {
        await runImport(this.#context, store, {
          ...started,
          importId: id,
          file: this.#fileOf(store.id, id),
          dryRun: false,
          rejectedPath: this.#rejectedPath(store.id, id),
          mostBytes: this.settings.mostBytes,
          signal,
          onProgress: (phase, share) => progress.tell(phase, share),
        });
      },
    });
  }

  /** Asks an import to stop after the chunk at hand, in whatever process it runs. @throws AppError `import_state`. */
  async cancel(storeId: number, id: number): Promise<Import> {
    const row = await this.#find(storeId, id);
    if (row.state !== 'running') {
      throw new AppError('import_state', { detail: `Import ${id} is ${row.state}: there is nothing to cancel.` });
    }
    await this.#note(storeId, id, { cancel_wanted: true });
    const mine = this.#atWork.get(keyOf(storeId, id));
    mine?.controller.abort('cancelled');
    await mine?.ended;
    return this.describe(storeId, id);
  }

  /** Takes an import back; it goes on after the answer. @throws AppError `import_state`, `import_changed_since`, `import_running`. */
  async undo(store: Store, id: number, { keepChanged }: { keepChanged: boolean }): Promise<Import> {
    const begin = async () => {
      const row = await this.#find(store.id, id);
      await requireUndoable(this.#context, store.id, { row, keepChanged });
      await this.#note(store.id, id, { state: 'undoing', phase: 'undoing', share: 0 });
    };
    await this.#find(store.id, id);
    return this.#run(store.id, id, {
      begin,
      work: (_, { signal, progress }) =>
        undoImport(this.#context, store, {
          importId: id,
          onProgress: (share) => {
            signal.throwIfAborted();
            progress.tell('undoing', share);
          },
        }),
    });
  }

  /** An import with the look at its file. @throws AppError `unknown_import`. */
  async describe(storeId: number, id: number): Promise<ImportWithPreview> {
    return toImportWithPreview(await this.#find(storeId, id));
  }

  /** The imports of a store, the newest first. */
  async list(
    storeId: number,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<Page<Import>> {
    const beforeId = cursor === undefined ? null : readCursor(cursor, { first: 0 });
    const rows = await this.#context.database.forStore(storeId, async (scope) => {
      await settleCutOffImports(scope);
      return listImportRows(scope, { beforeId, limit: limit + 1 });
    });
    return toPage(rows, { limit, tell: toImportJson, cursorOf: ({ id }) => String(id) });
  }

  /** The rows that an import left out, as a file. @throws AppError `unknown_import`, `not_found` when there are none any more. */
  async openRejected(storeId: number, id: number): Promise<ReadStream> {
    await this.#find(storeId, id);
    const file = await open(this.#rejectedPath(storeId, id)).catch((cause: unknown) => {
      throw new AppError('not_found', { detail: `Import ${id} has no list of rows that were left out.` }, { cause });
    });
    return file.createReadStream();
  }

  #rejectedPath(storeId: number, id: number): string {
    return path.join(this.#folderOf(storeId), `${id}.rejected.csv`);
  }

  /** Waits for the work at hand; for tests, and for commands. */
  async settled(): Promise<void> {
    await Promise.all([...this.#atWork.values()].map(({ ended }) => ended));
  }

  /** Stops what is at work: it can be started again. */
  async close(): Promise<void> {
    for (const { controller } of this.#atWork.values()) controller.abort(STOPPING);
    await this.settled();
  }

  /** Deletes files of this machine that have served their time. */
  async deleteOldFiles(): Promise<void> {
    const now = this.#context.clock().getTime();
    const { folder } = this.settings;
    for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
      const file = path.join(folder, name);
      const days = name.endsWith('.rejected.csv') ? REJECTED_DAYS : UPLOAD_DAYS;
      const found = await stat(file);
      if (found.isFile() && found.mtimeMs < now - days * DAY_MS) await rm(file, { force: true });
    }
  }

  /** Begins under the store's import lock, lets the work go on behind the answer, and gives the lock back at its end. */
  async #run<T>(storeId: number, id: number, { begin, work }: Task<T>): Promise<Import> {
    const lock = await requireImportLock(this.#context, storeId);
    const begun = await begin().catch(async (error: unknown) => {
      await lock.release();
      throw error;
    });
    const controller = new AbortController();
    const progress = new ImportProgress(this.#context, { storeId, id, controller });
    const key = keyOf(storeId, id);
    const ended = work(begun, { signal: controller.signal, progress })
      .catch((error: unknown) => this.#context.log('info', 'An import ended early', { id, error: String(error) }))
      .finally(async () => {
        await progress.close();
        await lock.release();
        await this.#models.refresh(storeId);
        this.#atWork.delete(key);
      });
    this.#atWork.set(key, { controller, ended });
    return this.describe(storeId, id);
  }

  async #inspect(file: string, store: Store, { choices, name }: { choices: ImportChoices; name: string }) {
    const options = { choices, mostBytes: this.settings.mostBytes, now: this.#context.clock(), name };
    return inspectFile(file, store, options);
  }

  async #find(storeId: number, id: number): Promise<ImportRow> {
    const row = await this.#context.database.forStore(storeId, async (scope) => {
      await settleCutOffImports(scope);
      return findImport(scope, id);
    });
    if (row !== null) return row;
    throw new AppError('unknown_import', { detail: `There is no import ${id} in this store.` });
  }

  async #requireStartable(storeId: number, id: number): Promise<ImportRow> {
    const row = await this.#find(storeId, id);
    if (isStartable(row)) return row;
    const why = row.upload === null ? 'its file is not kept any more' : `it is ${row.state}`;
    throw new AppError('import_state', { detail: `Import ${id} cannot be started: ${why}.` });
  }

  #tooLarge(): AppError {
    const megabytes = Math.floor(this.settings.mostBytes / 2 ** 20);
    return new AppError('payload_too_large', {
      detail: `The file has more than ${megabytes} MB.`,
      hint: 'Cut it into several files, or use `pairwell import` on the server, which has no limit.',
    });
  }

  async #note(storeId: number, id: number, patch: Parameters<typeof updateImport>[1]['patch']): Promise<void> {
    await this.#context.database.forStore(storeId, (scope) => updateImport(scope, { id, patch }));
  }

  #folderOf(storeId: number): string {
    return path.join(this.settings.folder, String(storeId));
  }

  #fileOf(storeId: number, id: number): string {
    return path.join(this.#folderOf(storeId), `${id}.csv`);
  }
}

function keyOf(storeId: number, id: number): string {
  return `${storeId} ${id}`;
}
