import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeOldOutputs } from './remove-old-outputs';
import { writeFiles } from '../testing/test-workspace';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-gone-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const spec = (name: string) => ({ [`sovereigns/${name}/sovereign.ts`]: 'a spec, and be it wrong' });

const reviewOf = (name: string) => ({
  ...Object.fromEntries(['html', 'md', 'sarif'].map((kind) => [`dist/review/${name}/review.${kind}`, kind])),
  [`dist/review/${name}/review.json`]: JSON.stringify({ version: 1, reviews: [{ name }] }),
});

const renderOf = (name: string, region: string) => ({
  [`dist/render/${name}/${region}/objects.yaml`]: '---\n',
  [`dist/render/${name}/${region}/region.json`]: JSON.stringify({ region, objects: [] }),
});

const cloudInitOf = (name: string, region: string) => ({
  [`dist/cloud-init/${name}/${region}/control-plane.yaml`]: '#cloud-config\n',
  [`dist/cloud-init/${name}/${region}/worker-gpu.yaml`]: '#cloud-config\n',
  [`dist/cloud-init/${name}/${region}/inputs.json`]: '[]\n',
  [`dist/cloud-init/${name}/${region}/main.tf.json`]: '{}\n',
  [`dist/cloud-init/${name}/${region}/README.md`]: '# a region\n',
  [`dist/cloud-init-plain/${name}/${region}/control-plane.yaml`]: '#cloud-config\n',
});

/** Every file and folder in dist/. */
const left = () => readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).sort();

test('outputs of Sovereigns without a spec are removed, and those of other Sovereigns stay', () => {
  const kept = { ...spec('acme'), ...reviewOf('acme'), ...renderOf('acme', 'fsn1'), ...cloudInitOf('acme', 'fsn1') };
  writeFiles(root, kept);
  const before = left();
  writeFiles(root, { ...reviewOf('gone'), ...renderOf('gone', 'fsn1'), ...renderOf('gone', 'nbg1') });
  writeFiles(root, { ...cloudInitOf('gone', 'fsn1'), ...cloudInitOf('gone', 'nbg1') });
  expect(removeOldOutputs(root)).toEqual([
    'Removed what was written to dist/review/gone: gone has no spec any more.',
    'Removed what was written to dist/render/gone: gone has no spec any more.',
    'Removed what was written to dist/cloud-init/gone: gone has no spec any more.',
    'Removed what was written to dist/cloud-init-plain/gone: gone has no spec any more.',
  ]);
  expect(left()).toEqual(before);
  expect(removeOldOutputs(root)).toEqual([]);
});

test('files that a person put below dist/ stay, in folders of ours and in their own', () => {
  const foreign = {
    'dist/review/gone/NOTES.md': 'kept',
    'dist/review/notes/review.html': 'no review of ours is beside it',
    'dist/review/other/review.json': JSON.stringify({ version: 1, reviews: [{ name: 'acme' }] }),
    'dist/review/text/review.json': 'no JSON',
    'dist/review/null/review.json': 'null',
    'dist/render/gone/fsn1/mine.yaml': 'kept',
    'dist/render/gone/more/region.json': JSON.stringify({ region: 'fsn1' }),
    'dist/cloud-init/gone/fsn1/terraform.tfstate': 'kept',
    'dist/cloud-init/gone/more/control-plane.yaml': 'of somebody else',
    'dist/cloud-init-plain/gone/fsn1/README.md': 'kept',
    'dist/site/index.html': 'of another command',
  };
  writeFiles(root, foreign);
  const before = left();
  writeFiles(root, { ...reviewOf('gone'), ...renderOf('gone', 'fsn1'), ...cloudInitOf('gone', 'fsn1') });
  removeOldOutputs(root);
  expect(left()).toEqual(before);
});

test('a link in dist/ is not followed when old outputs are removed', () => {
  writeFiles(root, { 'elsewhere/review.json': JSON.stringify({ version: 1, reviews: [{ name: 'gone' }] }) });
  mkdirSync(join(root, 'dist/review'), { recursive: true });
  symlinkSync(join(root, 'elsewhere'), join(root, 'dist/review/gone'));
  expect(removeOldOutputs(root)).toEqual([]);
  expect(existsSync(join(root, 'elsewhere/review.json'))).toBe(true);
});

test.each([
  { what: 'nothing', files: {} },
  { what: 'a file for a folder', files: { 'dist/render': 'x', 'dist/review': 'x' } },
])('no old output is removed where there is $what', ({ files }) => {
  writeFiles(root, files);
  expect(removeOldOutputs(root)).toEqual([]);
});

test('an old output that cannot be removed is told', () => {
  writeFiles(root, reviewOf('gone'));
  rmSync(join(root, 'dist/review/gone/review.md'));
  mkdirSync(join(root, 'dist/review/gone/review.md'));
  writeFileSync(join(root, 'dist/review/gone/review.md/x'), 'x');
  const [line, ...more] = removeOldOutputs(root);
  expect(more).toEqual([]);
  const told = 'dist/review/gone: gone has no spec any more, and its files cannot be removed: ';
  expect(line?.slice(0, told.length)).toBe(told);
  expect(line?.slice(told.length)).toMatch(/^.*review\.md.*\. Remove the folder\.$/);
});
