const { execFileSync } = require('node:child_process');
const { mkdirSync, rmSync, statfsSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** Enough for several workspaces in which npm has installed, at one time. */
const leastBytes = 8 * 2 ** 30;

/** Its name is always the same: what compiles TypeScript keeps its work by path. */
const folder = '/dev/shm/sovereign-fleet-tests';

/**
 * Has tests make their folders in memory, where there is room for them and programs run: they write and remove very
 * many files, for which a disk keeps all of them waiting. Whoever sets TMPDIR has them there.
 */
module.exports = function useMemory() {
  if (process.env.TMPDIR === undefined && isFit()) process.env.TMPDIR = folder;
};

function isFit() {
  const script = join(folder, `try-${process.pid}`);
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize < leastBytes) return false;
    mkdirSync(folder, { recursive: true });
    writeFileSync(script, '#!/bin/sh\n', { mode: 0o755 });
    execFileSync(script);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(script, { force: true });
  }
}
