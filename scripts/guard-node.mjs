// Plain JavaScript that old versions of Node can parse: it runs before anything that needs a new one.
const WANTED = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(
    `Pairwell needs Node ${WANTED.join('.')} or newer, and this is ${process.version}. npm ci installs Node 24 as a ` +
      'development dependency; it seems that install scripts were switched off. Run: npm rebuild node',
  );
  process.exit(1);
}
