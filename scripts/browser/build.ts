import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildDashboard } from './build-dashboard.ts';

/** One file for browsers, with its copy that never changes. */
export interface BrowserFile {
  readonly file: string;
  /** Name with version and checksum. */
  readonly versioned: string;
  /** For the attribute `integrity` of the tag that loads the versioned copy. */
  readonly integrity: string;
}

/** What dist/browser/manifest.json holds. */
export interface BrowserManifest {
  readonly version: string;
  readonly tracker: BrowserFile;
  readonly widget: BrowserFile;
  readonly style: BrowserFile;
  /** The pages at /s/{slug}. */
  readonly shopScript: BrowserFile;
  readonly shopStyle: BrowserFile;
}

const SOURCES = ['src/storefront', 'src/contract/shown', 'src/dashboard', 'scripts/browser', 'package.json'];
const CSS_TARGET = ['chrome120', 'firefox121', 'safari16.4'];
const JS_TARGET = 'es2022';

/** Builds what browsers load, unless it is newer than its sources. The folder is there whole or not at all. */
export async function buildBrowser(
  root: string,
  { force = false }: { force?: boolean } = {},
): Promise<BrowserManifest> {
  const folder = path.join(root, 'dist/browser');
  const manifestFile = path.join(folder, 'manifest.json');
  const builtMs = modifiedMs(manifestFile);
  if (!force && builtMs > Math.max(...SOURCES.map((source) => newestMs(path.join(root, source))))) {
    return JSON.parse(readFileSync(manifestFile, 'utf8')) as BrowserManifest;
  }
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const source = path.join(root, 'src/storefront');
  mkdirSync(folder, { recursive: true });
  const put = (file: string, text: string): BrowserFile => {
    const hash = createHash('sha256').update(text);
    const integrity = `sha256-${hash.copy().digest('base64')}`;
    const { name, ext } = path.parse(file);
    const versioned = `${name}-${version}-${hash.digest('hex').slice(0, 12)}${ext}`;
    writeFileSync(path.join(folder, file), text);
    return { file, versioned, integrity };
  };
  const style = put('pairwell.css', await bundle(path.join(source, 'page.css'), {}));
  const css = await bundle(path.join(source, 'widget/widget.css'), {});
  const widget = put('pairwell-widget.js', await bundle(path.join(source, 'widget/main.ts'), { WIDGET_CSS: css }));
  const known = { WIDGET_FILE: widget.versioned, WIDGET_INTEGRITY: widget.integrity };
  const tracker = put('pairwell.js', await bundle(path.join(source, 'tracker/main.ts'), known));
  await buildDashboard(root, path.join(folder, 'dashboard'));
  const shopScript = put('pairwell-shop.js', standingInPage(await bundle(path.join(source, 'shop/main.ts'), {})));
  const shopStyle = put('pairwell-shop.css', standingInPage(await bundle(path.join(source, 'shop/shop.css'), {})));
  const manifest: BrowserManifest = { version, tracker, widget, style, shopScript, shopStyle };
  writeFileSync(`${manifestFile}.new`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${manifestFile}.new`, manifestFile);
  return manifest;
}

/** One file as a browser loads it: a script that leaves no names behind, or a style sheet. */
async function bundle(entry: string, texts: Readonly<Record<string, string>>): Promise<string> {
  const { build } = await import('vite');
  const isStyle = entry.endsWith('.css');
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.stringify(text)])),
    build: {
      write: false,
      target: JS_TARGET,
      cssTarget: CSS_TARGET,
      rollupOptions: { input: entry, ...(isStyle ? {} : { output: { format: 'iife' } }) },
    },
  });
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  const found = outputs.find((output) => output.fileName.endsWith(isStyle ? '.css' : '.js'));
  if (found === undefined) throw new Error(`Nothing was built of ${entry}.`);
  return found.type === 'chunk' ? found.code : Buffer.from(found.source).toString('utf8');
}

/** The shop's script and style stand in its pages, and the checksum is of this very text: nothing in it may end its element. */
function standingInPage(text: string): string {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error('A text of the shop would end its own element.');
  return text;
}

function newestMs(place: string): number {
  if (!statSync(place).isDirectory()) return modifiedMs(place);
  const files = readdirSync(place, { recursive: true, withFileTypes: true });
  return Math.max(...files.map((file) => modifiedMs(path.join(file.parentPath, file.name))));
}

/** 0 when there is no such file. */
function modifiedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
