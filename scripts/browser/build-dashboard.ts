import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const TARGETS = { target: 'es2022', cssTarget: ['chrome120', 'firefox121', 'safari16.4'] };

/** Builds the dashboard into a folder of its own, each file beside its packed copies. */
export async function buildDashboard(root: string, folder: string): Promise<void> {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  const before = process.env.NODE_ENV;
  // React and its companions come in a form for developers too: tests, which also build, must not ship that one.
  process.env.NODE_ENV = 'production';
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      mode: 'production',
      root: path.join(root, 'src/dashboard'),
      base: './',
      plugins: [react()],
      publicDir: false,
      build: {
        ...TARGETS,
        outDir: folder,
        emptyOutDir: true,
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
      },
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  const assets = path.join(folder, 'assets');
  for (const file of readdirSync(assets)) {
    const body = readFileSync(path.join(assets, file));
    writeFileSync(path.join(assets, `${file}.gz`), gzipSync(body, { level: 9 }));
    writeFileSync(path.join(assets, `${file}.br`), brotliCompressSync(body));
  }
}

/** Bytes that a first visit loads, packed with gzip: the page, and the scripts and style sheets that it names. */
export function measureFirstLoad(folder: string): number {
  const page = readFileSync(path.join(folder, 'index.html'));
  const named = [...page.toString('utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  const packed = named.map((file) => readFileSync(path.join(folder, `${file}.gz`)).length);
  return packed.reduce((sum, bytes) => sum + bytes, gzipSync(page, { level: 9 }).length);
}
