import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildBrowser } from '../../scripts/browser/build.ts';
import { openStorage } from '../../src/storage/open-storage.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the unix socket of the cluster that all test files share. */
    clusterSocket: string;
    clusterPort: number;
  }
}

/**
 * One embedded PostgreSQL for the whole run, in a folder of its own, migrated once. Each test file copies that database
 * (CREATE DATABASE ... TEMPLATE), so files never see each other. What browsers load is built, unless it is fresh.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildBrowser(path.join(import.meta.dirname, '../..'));
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pairwell-test-'));
  const storage = await openStorage({
    dataDir: path.join(dataDir, 'data'),
    databaseUrl: null,
    appPassword: '',
    applicationName: 'pairwell test cluster',
    maxConnections: 1,
    supervise: false,
  });
  project.provide('clusterSocket', String(storage.connection.host));
  project.provide('clusterPort', Number(storage.connection.port));
  await storage.database.close();
  return async () => {
    await storage.close().catch(() => undefined);
    rmSync(dataDir, { recursive: true, force: true });
  };
}
