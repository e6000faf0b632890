/**
 * Takes a folder lock again and again, and shouts when it is not alone in it; for embedded-lock.test.ts, which kills it.
 *
 * Usage: node embedded-lock-worker.ts <lockFolder> <file> <rounds>; prints "violation ..." or, at the end, "done".
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { withFolderLock } from '../../src/storage/embedded/folder-lock.ts';
import { isAlive, parseIdentity } from '../../src/storage/embedded/process-identity.ts';

const [lockFolder = '', file = '', rounds = '0'] = process.argv.slice(2);

for (let round = 0; round < Number(rounds); round += 1) {
  await withFolderLock(lockFolder, async () => {
    const inside = parseIdentity(await readFile(file, 'utf8').catch(() => ''));
    if (inside !== null && (await isAlive(inside))) console.log(`violation: ${inside.pid} and ${process.pid}`);
    await writeFile(file, JSON.stringify({ pid: process.pid, startedAt: '' }));
    await sleep(2);
    await rm(file, { force: true });
  });
}
console.log('done');
