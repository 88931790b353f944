import type { RenderedRegion } from '../contract/rendered';
import { regionSecrets } from './region-secrets';

const tree = Promise.resolve({
  secrets: ['from the tree'],
  values: [],
  cuts: [],
  isHidden: (text: string) => text !== 'open',
});
const secretWith = (password: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'login' },
  stringData: { password },
});
const regionWith = (problem: string): RenderedRegion => ({
  region: 'fsn1',
  objects: [],
  releases: [],
  problems: [{ kind: 'failed', object: 'a', field: '', problem, remedy: '' }],
});
const emptySecrets = () => regionSecrets(tree, () => '…');
const problemOf = ({ problems: [problem] }: RenderedRegion) => problem?.problem;

test('a region is shown without what its tree, its Secrets and its substitution hold', async () => {
  const secrets = emptySecrets();
  secrets.addObject(secretWith('hunter2'));
  secrets.addSubstitutedTexts(['hunt']);
  const hidden = await secrets.hide(regionWith('hunter2, hunt, from the tree and open'));
  expect(problemOf(hidden)).toBe('…, …, … and open');
});

test('a secret that stands where a long problem is cut is hidden before', async () => {
  const secrets = emptySecrets();
  secrets.addObject(secretWith('hunter2'));
  const hidden = await secrets.hide(regionWith(`${'x'.repeat(16 * 1024 - 3)} hunter2 and more`));
  expect(problemOf(hidden)?.slice(-6)).toBe('xx … …');
});

test('what the values of a release took from Secrets is hidden in its chart, and in the region', async () => {
  const secrets = emptySecrets();
  secrets.addObject(secretWith('hunter2'));
  const { key } = await secrets.redactionOf({ password: 'hunter2', word: 'open' }, ['t0ken', 'open']);
  expect(JSON.parse(key)).toEqual(['hunter2', 't0ken']);
  expect(problemOf(await secrets.hide(regionWith('t0ken and open')))).toBe('… and open');
});

test('of many texts of a region those in the values of a release are hidden in its chart, and no others', async () => {
  const texts = Array.from({ length: 50 }, (_, at) => `secret-text-${at}x`);
  const secrets = regionSecrets(
    tree.then((one) => ({ ...one, secrets: texts })),
    () => '…',
  );
  const { key } = await secrets.redactionOf({ a: ['secret-text-7x', { b: 'SECRET-TEXT-42X' }] }, []);
  expect(JSON.parse(key)).toEqual(['secret-text-42x', 'secret-text-7x']);
});

test.each([
  { what: 'a release was redacted', take: 'redactionOf' },
  { what: 'the region was hidden', take: 'hide' },
] as const)('after $what no Secret can be added, since it would be printed', ({ take }) => {
  const secrets = emptySecrets();
  const taking = take === 'hide' ? secrets.hide(regionWith('')) : secrets.redactionOf({}, []);
  const late = 'a Secret was added after the list of what to hide was taken';
  expect(() => {
    secrets.addObject(secretWith('hunter2'));
  }).toThrow(late);
  expect(() => {
    secrets.addSubstitutedTexts(['hunt']);
  }).toThrow(late);
  return taking;
});
