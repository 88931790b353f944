import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Block, blocks, chartsFolder } from './real-charts';

const folderOf = (block: Block) => join(chartsFolder, `bp-${block}-vcluster`);
const read = (block: Block, file: string) => readFileSync(join(folderOf(block), file), 'utf8');

function filesOf(block: Block): readonly string[] {
  const entries = readdirSync(folderOf(block), { recursive: true, withFileTypes: true });
  return (
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folderOf(block).length + 1))
      // What "helm dependency update" fetched is nobody's text.
      .filter((file) => !/^(charts\/|Chart\.lock$)/.test(file))
      .sort()
  );
}

/** Every path of a value; a list is one value. */
function pathsOf(value: unknown, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${at}/${key}`));
}

test('the three charts have the same files', () => {
  expect(filesOf('mgmt')).toEqual([
    '.helmignore',
    'Chart.yaml',
    'README.md',
    'blueprint.yaml',
    'templates/_block.tpl',
    'templates/_images.tpl',
    'templates/_labels.tpl',
    'templates/_problems.tpl',
    'templates/_synced-kinds.tpl',
    'templates/_values.tpl',
    'templates/before/subcharts/problems.yaml',
    'templates/kubeconfig-rbac.yaml',
    'templates/namespace.yaml',
    'templates/networkpolicy.yaml',
    'tests/render.sh',
    'values.schema.json',
    'values.yaml',
  ]);
  for (const block of blocks) expect(filesOf(block)).toEqual(filesOf('mgmt'));
});

const others = blocks.filter((block) => block !== 'mgmt');

test.each(others)(
  'the templates and the script of %s equal those of mgmt byte by byte, except for the name',
  (block) => {
    const same = filesOf('mgmt').filter((file) => /^(?:templates|tests)\/|^\.helmignore$/.test(file));
    expect(same).toHaveLength(12);
    for (const file of same) {
      const expected = read('mgmt', file);
      const named = file === 'templates/_block.tpl' ? expected.replaceAll('mgmt', block) : expected;
      expect({ file, text: read(block, file) }).toEqual({ file, text: named });
    }
  },
);

test.each(others)('the schema of %s equals that of mgmt except for the name', (block) => {
  expect(read(block, 'values.schema.json')).toBe(read('mgmt', 'values.schema.json').replaceAll('mgmt', block));
});

test.each(others)('values, Chart.yaml and blueprint.yaml of %s have the same paths as those of mgmt', (block) => {
  for (const file of ['values.yaml', 'Chart.yaml', 'blueprint.yaml']) {
    const paths = pathsOf(parse(read('mgmt', file))).map((path) => path.replace('mgmtVcluster', `${block}Vcluster`));
    expect({ file, paths: pathsOf(parse(read(block, file))) }).toEqual({ file, paths });
  }
});

test.each(blocks)('the chart of %s depends on vcluster 0.20.0 and nothing else', (block) => {
  expect(parse(read(block, 'Chart.yaml'))).toMatchObject({
    dependencies: [
      {
        name: 'vcluster',
        version: '0.20.0',
        repository: 'https://charts.loft.sh',
        condition: `${block}Vcluster.enabled`,
      },
    ],
  });
});
