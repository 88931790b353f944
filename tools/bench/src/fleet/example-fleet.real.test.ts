import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolve } from '@sovereign-fleet/compiler';
import { parseSovereign, valueOf } from '@sovereign-fleet/domain';
import { exampleFleet } from './example-fleet';

test('the kit of forty slots is one that people could have, and each of its Sovereigns resolves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wide-'));
  try {
    const { specs, shared } = exampleFleet('forty', 12, folder);
    expect(shared.kits.map(({ slots }) => slots.length)).toEqual([40]);
    for (const { name, spec } of specs) {
      const sovereign = valueOf(parseSovereign({ source: `${name}.ts`, name, spec }));
      expect(resolve({ sovereign, ...shared })).toMatchObject({ ok: true });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
