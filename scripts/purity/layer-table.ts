/** What the files of one part of `src/` may import. */
export interface LayerRule {
  /** Other layers, folders of them and root files that may be imported; the layer itself always may. `all` lifts the rule. */
  readonly ours: readonly string[] | 'all';
  /** Parts of which only types may be imported. */
  readonly typesOnly?: readonly string[];
  /** Packages (prefixes that end in `*` allowed) when the layer is limited to them; absent: not limited. */
  readonly packages?: readonly string[];
}

/** The table of ARCHITECTURE: folders of `src/` by path, the innermost first asked; files directly in `src/` by file name. */
export const LAYER_TABLE: Readonly<Record<string, LayerRule>> = {
  engine: {
    ours: [],
    packages: [
      'beta-cdf',
      'beta-quantile',
      'chisquare-cdf',
      'normal-cdf',
      'normal-quantile',
      't-cdf',
      't-quantile',
    ].map((name) => `@stdlib/stats-base-dists-${name}`),
  },
  contract: { ours: [], packages: ['zod'] },
  // What server and browser write alike goes into what guests load: nothing may come along with it.
  'contract/shown': { ours: [], typesOnly: ['contract'], packages: [] },
  storage: { ours: [] },
  services: { ours: ['engine', 'storage', 'contract'] },
  api: { ours: ['services', 'contract', 'config.ts', 'version.ts'] },
  jobs: { ours: ['services', 'contract', 'config.ts', 'version.ts'] },
  // The demo command runs the simulation; the composition root opens the database for every command.
  cli: { ours: ['services', 'contract', 'config.ts', 'version.ts', 'simulation'], typesOnly: ['storage'] },
  simulation: { ours: ['services', 'engine', 'contract'] },
  client: { ours: [], typesOnly: ['contract'], packages: [] },
  storefront: { ours: ['contract/shown'], typesOnly: ['contract'], packages: [] },
  dashboard: {
    ours: [],
    typesOnly: ['contract'],
    packages: [
      'react',
      'react-dom',
      'react-router',
      '@mantine/core',
      '@mantine/hooks',
      '@mantine/charts',
      '@tabler/icons-react',
      '@tanstack/react-query',
    ],
  },
  'config.ts': { ours: ['contract', 'version.ts'] },
  'version.ts': { ours: [] },
  'open-pairwell.ts': { ours: ['services', 'storage', 'contract', 'config.ts'] },
  'server.ts': { ours: 'all' },
  'library.ts': { ours: ['services', 'contract'] },
  'command-line.ts': { ours: 'all' },
  'main.ts': { ours: 'all' },
};

/** Packages that only some parts of `src/` may know, so that a driver or a framework does not leak. */
export const PACKAGE_OWNERS: Readonly<Record<string, readonly string[]>> = {
  pg: ['storage'],
  'pg-copy-streams': ['storage'],
  kysely: ['storage'],
  fastify: ['api', 'server.ts'],
  'pg-boss': ['jobs', 'server.ts'],
  commander: ['cli'],
  piscina: ['services'],
};
