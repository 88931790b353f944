// For tests: writes what `nx sync` writes, as a program of its own, since Jest never forgets a spec that it has loaded.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { allOf, valueOf } from '@sovereign-fleet/domain';
import { writeTree } from '../disk/write-tree';
import { readFleetRecordAt, wholeFleet } from '../specs/read-fleet';

function compileAt(root: string): void {
  const { fleet, kits, sovereigns } = valueOf(wholeFleet(readFleetRecordAt(root)));
  const topologies = valueOf(allOf(sovereigns.map((sovereign) => resolve({ sovereign, fleet, kits }))));
  const record = {
    root,
    write: (path: string, content: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    delete: (path: string) => {
      rmSync(join(root, path));
    },
  };
  writeTree(record, compile(topologies));
}

compileAt(process.argv[2] ?? '.');
