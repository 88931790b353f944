import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { removeBusyFolder } from './temporary-folder';

/** Writes files in folders of a folder for a quarter of a second, and makes those anew that are gone. */
const writer = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  const { parentPort, workerData } = require('node:worker_threads');
  const end = Date.now() + 250;
  for (let at = 0; Date.now() < end; at += 1) {
    try {
      mkdirSync(\`\${workerData}/\${at % 7}\`, { recursive: true });
      writeFileSync(\`\${workerData}/\${at % 7}/\${at}\`, '');
    } catch {}
    if (at === 100) parentPort.postMessage('');
  }
`;

test('a folder in which somebody still writes is removed once that ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'busy-'));
  const worker = new Worker(writer, { eval: true, workerData: folder });
  const ended = once(worker, 'exit');
  await once(worker, 'message');
  while (existsSync(folder)) removeBusyFolder(folder);
  await ended;
  removeBusyFolder(folder);
  expect(existsSync(folder)).toBe(false);
});
