import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slotFields } from '@sovereign-fleet/domain';
import { workspaceRoot } from '../workspace';

const page = readFileSync(join(workspaceRoot, 'docs/kits.md'), 'utf8');

test('docs/kits.md names each key of a row, in the order of the row', () => {
  const [, section = ''] = /## What a row says\n([^]*?)\n\n[^|\n]/.exec(page) ?? [];
  const named = [...section.matchAll(/^\| `(\w+)` /gm)].map(([, key = '']) => key);
  const keys = [...slotFields].filter(([key, field]) => key === field).map(([key]) => key);
  expect(named).toEqual(keys);
});
