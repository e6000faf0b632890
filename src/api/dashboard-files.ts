import { readdirSync, readFileSync } from 'node:fs';
import type { Encoding } from './encoding.ts';

/** Beside the sources and beside the built server alike. */
const FOLDER = new URL('../../dist/browser/dashboard/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** A script or a style sheet; its name holds its checksum, so it never changes. */
export interface DashboardAsset {
  readonly type: string;
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
}

/** The dashboard as it was built. */
export interface DashboardFiles {
  /** The page, with the address of its assets and without a nonce. */
  readonly page: string;
  readonly assets: ReadonlyMap<string, DashboardAsset>;
}

/** Reads what `npm run build:browser` made; null when it has not been run. */
export function readDashboardFiles({ basePath }: { basePath: string }): DashboardFiles | null {
  let page: string;
  try {
    page = readFileSync(new URL('index.html', FOLDER), 'utf8');
  } catch {
    return null;
  }
  const assets = new Map<string, DashboardAsset>();
  for (const name of readdirSync(new URL('assets/', FOLDER))) {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type !== undefined) assets.set(name, { type, bodies: readBodies(name) });
  }
  const placed = page
    .replaceAll('"./assets/', `"${basePath}/dashboard/assets/`)
    .replace('name="pairwell-base" content=""', `name="pairwell-base" content="${basePath}"`);
  return { page: placed, assets };
}

function readBodies(name: string): DashboardAsset['bodies'] {
  const read = (ending: string) => readFileSync(new URL(`assets/${name}${ending}`, FOLDER));
  return { identity: read(''), gzip: read('.gz'), br: read('.br') };
}
