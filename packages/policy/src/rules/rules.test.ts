import { add, combine, withChange, fail, remove, set } from '../testing/example-change';
import {
  deadChart,
  deadChartFinding,
  dmz,
  dmzSet,
  entry,
  findings,
  mgmt,
  release54,
  testRows,
  tree,
} from '../testing/example-rows';
import { kit, exampleSubject, renderedObject } from '../testing/example-subject';
import { review } from '../review';
import { problemKinds, ruleOfProblem } from './render-problem';
import { rules } from './rules';

test('nothing is found in a Sovereign that is right', () => {
  expect(findings(exampleSubject())).toEqual([]);
});

test('every kind of problem that the renderer tells has a rule in the list', () => {
  const ids = new Set(rules.map(({ id }) => id));
  expect(problemKinds.filter((kind) => !ids.has(ruleOfProblem(kind)))).toEqual([]);
});

test('every rule has an id of its own, and a title', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
});

testRows('what the renderer says', [
  { what: 'a chart that could not be had is an error', change: fail(deadChart), finding: deadChartFinding },
  {
    what: 'a part that failed is an error, and what it may hold is not said to be missing',
    change: combine(
      fail({
        kind: 'failed',
        object: `${tree}/fsn1`,
        field: '',
        problem: 'kustomize: no such file',
        remedy: 'Write it',
      }),
      remove('HelmRelease flux-system/bp-cilium'),
      remove(dmzSet),
    ),
    finding: `error rendered fsn1: ${tree}/fsn1: kustomize: no such file. Write it. [${entry}]`,
  },
  {
    what: 'a digest left over from another version is an error, though its chart was rendered',
    change: fail({
      kind: 'other-version',
      object: release54,
      field: 'bp-dmz-vcluster.chart.version',
      problem: 'its digest is that of version 0.1.0, which Flux pulls, whatever the tag says: 0.2.0',
      remedy: 'Write the digest that the registry gives for 0.2.0, or the version 0.1.0; it is said in kits/a/kit.ts',
      file: 'kits/a/kit.ts',
    }),
    finding:
      'error digest-of-version fsn1: HelmRelease flux-system/bp-dmz-vcluster, bp-dmz-vcluster.chart.version: ' +
      'its digest is that of version 0.1.0, which Flux pulls, whatever the tag says: 0.2.0. Write the ' +
      'digest that the registry gives for 0.2.0, or the version 0.1.0; it is said in kits/a/kit.ts. [kits/a/kit.ts]',
  },
  {
    what: 'what a person wrote elsewhere is named by its file',
    change: fail({
      kind: 'changed-type',
      object: 'HelmRelease flux-system/bp-mgmt-vcluster',
      field: 'regions[0].overrides["bp-mgmt-vcluster"].port',
      problem: 'the string "123" becomes the number 123',
      remedy: 'Mend it in sovereigns/acme/sovereign.ts',
      file: 'sovereigns/acme/sovereign.ts',
    }),
    finding:
      'warning kept-type fsn1: HelmRelease flux-system/bp-mgmt-vcluster, ' +
      'regions[0].overrides["bp-mgmt-vcluster"].port: the string "123" becomes the number 123. Mend it ' +
      'in sovereigns/acme/sovereign.ts. [sovereigns/acme/sovereign.ts]',
  },
  {
    what: 'a value of another type is a warning',
    change: fail({
      kind: 'changed-type',
      object: 'HelmRelease flux-system/bp-mgmt-vcluster',
      field: 'spec.values.port',
      problem: 'the string "123" becomes the number 123',
      remedy: 'Quote it',
    }),
    finding:
      'warning kept-type fsn1: HelmRelease flux-system/bp-mgmt-vcluster, spec.values.port: the string ' +
      `"123" becomes the number 123. Quote it. [${mgmt}]`,
  },
]);

describe('of the Sovereign as a whole', () => {
  test.each([
    { count: 1, words: '1 region' },
    { count: 2, words: '2 regions' },
  ])('$words are fewer than A1 asks for', ({ count, words }) => {
    const subject = exampleSubject();
    const regions = subject.regions.slice(0, count);
    const few = {
      ...subject,
      regions,
      rendered: { ...subject.rendered, regions: subject.rendered.regions.slice(0, count) },
    };
    expect(findings(few)).toEqual([
      `warning three-regions -: Sovereign, regions: it has ${words}, and A1 asks for three. Add a ` +
        'region to its record, or live with the risk. [sovereigns/acme/sovereign.ts]',
    ]);
  });

  test('a region of the record that was not rendered, and a rendered one that is not in the record, are errors', () => {
    const subject = exampleSubject();
    const [first, second] = subject.rendered.regions;
    const regions = [first, second, { ...second, region: 'ash' }, second] as never;
    expect(findings({ ...subject, rendered: { ...subject.rendered, regions } })).toEqual([
      'error every-region -: region nbg1: the record has it, and nothing was rendered for it. Run nx ' +
        'sync, and render again. [sovereigns/acme/sovereign.ts]',
      'error every-region -: region ash: it was rendered, and the record has no such region. Run nx ' +
        'sync, and render again. [sovereigns/acme/sovereign.ts]',
      'error every-region -: region hel1: it was rendered twice. Run nx sync, and render again. ' +
        '[sovereigns/acme/sovereign.ts]',
    ]);
  });
});

test.each([
  { what: 'the source of a chart is in its slot', steps: [], value: undefined, file: dmz },
  {
    what: 'a label of the tree does not lead to another file',
    steps: ['metadata', 'labels', 'catalyst.openova.io/slot'],
    value: '../x',
    file: dmz,
  },
])('where to mend: $what', ({ steps, value, file }) => {
  const source = renderedObject(kit, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'bp-dmz-vcluster', namespace: 'flux-system', labels: { x: '${Y}' } },
    spec: { ref: { tag: '0.1.0' } },
  });
  const change = steps.length === 0 ? add(source) : combine(set(release54, steps, value), add(source));
  expect(review(withChange(exampleSubject(), ['fsn1'], change)).findings.map((one) => one.file)).toEqual([file]);
});

test('charts that a run lets miss are warnings', () => {
  const subject = withChange(exampleSubject(), ['fsn1'], fail(deadChart));
  const [finding, ...more] = review(subject, { allowed: ['missing-chart'] }).findings;
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ severity: 'warning', rule: 'found-chart' });
});
