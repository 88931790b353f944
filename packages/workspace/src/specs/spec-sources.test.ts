import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { specFqdn } from './spec-fqdn';
import { specSources } from './spec-sources';
import { makeSpecs, writeFiles } from '../testing/test-workspace';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const spec = 'sovereigns/acme/sovereign.ts';

describe('what a spec is made from', () => {
  const files = {
    'sovereigns/versions.ts': "export { one } from '../more';\nexport const kubeVersion = '1.33.0';\n",
    'more/index.ts': 'export const one = 1;\n',
    'sovereigns/regions.json': '[]\n',
  };

  test.each([
    { text: "import { kubeVersion } from '../versions';", files: ['sovereigns/versions.ts', 'more/index.ts'] },
    { text: "export * from '../versions';", files: ['sovereigns/versions.ts', 'more/index.ts'] },
    { text: "import regions from '../regions.json';", files: ['sovereigns/regions.json'] },
    { text: "const regions = require('../regions.json');", files: ['sovereigns/regions.json'] },
    { text: "const more = import('../../more');", files: ['more/index.ts'] },
    { text: "import { defineSovereign } from '@sovereign-fleet/domain';", files: [] },
    { text: "import { gone } from '../gone';", files: [] },
    { text: "// import { kubeVersion } from '../versions';", files: [] },
    { text: "const values = { global: { module: 'x' }, process: values.Date };", files: [] },
  ])('$text is $files', ({ text, files: imported }) => {
    writeFiles(root, { ...files, [spec]: text });
    expect(specSources(root, spec, [])).toEqual({ files: [spec, ...imported], readsMore: false });
  });

  test.each([
    "import { readFileSync } from 'node:fs';",
    "import { z } from 'zod';",
    "const file = '../versions'; const versions = require(file);",
    'const more = import(`../${name}`);',
    'const { STAGE } = process.env;',
    'const today = new Date();',
    "const found = globalThis['process'];",
  ])('%s may read more than it imports', (text) => {
    writeFiles(root, { [spec]: text });
    expect(specSources(root, spec, []).readsMore).toBe(true);
  });

  test('so may what it imports', () => {
    const versions = 'export const kubeVersion = process.env.KUBE;';
    writeFiles(root, { 'sovereigns/versions.ts': versions, [spec]: "import { kubeVersion } from '../versions';" });
    expect(specSources(root, spec, [])).toEqual({ files: [spec, 'sovereigns/versions.ts'], readsMore: true });
    expect(specSources(root, spec, ['sovereigns/v'])).toEqual({ files: [spec], readsMore: false });
  });

  test('two that import each other are read once', () => {
    writeFiles(root, {
      'sovereigns/a.ts': "import './b';",
      'sovereigns/b.ts': "import './a';",
      [spec]: "import '../a';",
    });
    expect(specSources(root, spec, []).files).toEqual([spec, 'sovereigns/a.ts', 'sovereigns/b.ts']);
  });
});

test.each([
  { text: "export default defineSovereign({ fqdn: 'a.example' });", fqdn: 'a.example' },
  { text: "export default defineSovereign({ 'fqdn': `a.example` } as const);", fqdn: 'a.example' },
  { text: "export default ({ fqdn: 'a.example' } satisfies object);", fqdn: 'a.example' },
  { text: "export default { fqdn: 'b.example', ['fqdn']: 'a.example' };", fqdn: undefined },
  { text: "export default { fqdn: 'b.example', fqdn: 'a.example' };", fqdn: 'a.example' },
  { text: "/*\n  fqdn: 'b.example',\n*/\nexport default defineSovereign({ fqdn: 'a.example' });", fqdn: 'a.example' },
  { text: "/*\n  fqdn: 'b.example',\n*/\nexport default defineSovereign({ fqdn: name });", fqdn: undefined },
  { text: "const other = {\n  fqdn: 'b.example',\n};\nexport default defineSovereign(other);", fqdn: undefined },
  { text: "export default defineSovereign({ regions: { fqdn: 'b.example' } });", fqdn: undefined },
  { text: "export default defineSovereign({ fqdn: 'b.example', ...more });", fqdn: undefined },
  { text: "export default changed({ fqdn: 'b.example' });", fqdn: undefined },
  { text: "export default defineSovereign({ fqdn: '../..' });", fqdn: undefined },
  { text: "export const spec = { fqdn: 'b.example' };", fqdn: undefined },
  { text: 'export default {', fqdn: undefined },
])('$text has the FQDN $fqdn', ({ text, fqdn }) => {
  writeFiles(root, { [spec]: text });
  expect(specFqdn(join(root, spec))).toBe(fqdn);
});
