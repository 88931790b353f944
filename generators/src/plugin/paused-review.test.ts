import { rmSync } from 'node:fs';
import { acmeSource, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { sovereignProject } from './sovereign-project';
import { specReader } from './spec-reader';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function isCached(target: string): boolean | undefined {
  const shared = { charts: { filesIn: () => [] }, filesWith: () => ({ kits: [], patterns: [] }), beside: [] };
  return sovereignProject('acme', { ...shared, specs: specReader(root), fleet: undefined }).targets?.[target]?.cache;
}

const pause = "{ 'bp-cilium': { until: '2026-12-31', why: 'x' } }";

test.each([
  { what: 'of a record without a pause', files: {}, review: true },
  {
    what: 'of one with a pause',
    files: { 'sovereigns/acme/sovereign.ts': acmeSource.replace('regions', `paused: ${pause},\n  regions`) },
    review: false,
  },
  {
    what: 'of one that imports a pause',
    files: {
      'sovereigns/acme/pauses.ts': `export const more = { paused: ${pause} };\n`,
      'sovereigns/acme/sovereign.ts': acmeSource
        .replace('export default', "import { more } from './pauses';\n\nexport default")
        .replace('regions', '...more,\n  regions'),
    },
    review: false,
  },
])('a review $what is cached: $review; a render always is', ({ files, review }) => {
  writeFiles(root, files);
  expect([isCached('review'), isCached('render')]).toEqual([review, true]);
});
