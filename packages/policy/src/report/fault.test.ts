import type { Log } from 'sarif';
import type { Finding } from '../contract/finding';
import { formatHtml } from './format-html';
import { formatMarkdown } from './format-markdown';
import { formatSarif } from './format-sarif';
import { formatText } from './format-text';
import { withChange, fail } from '../testing/example-change';
import { deadChart } from '../testing/example-rows';
import { exampleSubject } from '../testing/example-subject';
import { review } from '../review';
import { rules } from '../rules/rules';
import type { Review } from '../contract/review';

// With one finding, with two, and with two that say the same problem of two objects.
const rows = [
  { rule: 'kept-volume', one: '1 volume leaves or changes', two: '2 volumes leave or change' },
  { rule: 'kept-contents', one: '1 object takes others along', two: '2 objects take others along' },
  { rule: 'kept-release', one: '1 release is uninstalled', two: '2 releases are uninstalled' },
  { rule: 'kept-kustomization', one: '1 set of objects is made anew', two: '2 sets of objects are made anew' },
  { rule: 'kept-owner', one: '1 set of objects gets another owner', two: '2 sets of objects get another owner' },
  { rule: 'one-primary', one: '1 region becomes the primary too early', two: '2 regions become the primary too early' },
  { rule: 'kept-folder', one: '1 region loses its folder', two: '2 regions lose their folder' },
  { rule: 'unchanged-field', one: '1 field cannot change', two: '2 fields cannot change' },
  { rule: 'stored-version', one: '1 stored version leaves', two: '2 stored versions leave' },
  { rule: 'started-dependency', one: '1 dependency never starts', two: '2 dependencies never start' },
  { rule: 'rising-version', one: '1 chart goes back', two: '2 charts go back' },
  { rule: 'flux-alone', one: '1 region changes more beside Flux', two: '2 regions change more beside Flux' },
  { rule: 'fresh-start', one: '1 release may find old data', two: '2 releases may find old data' },
  { rule: 'ended-pause', one: '1 pause is past its last day', two: '2 pauses are past their last day' },
  {
    rule: 'compiled-tree',
    one: '1 file is not what the record compiles to',
    two: '2 files are not what the record compiles to',
  },
  { rule: 'rendered', one: '1 part does not render', two: '2 parts do not render' },
  { rule: 'found-chart', one: '1 chart is missing', two: '2 charts are missing', same: '1 chart is missing' },
  {
    rule: 'found-version',
    one: '1 version is not in its source',
    two: '2 versions are not in their sources',
    same: '1 version is not in its source',
  },
  {
    rule: 'digest-of-version',
    one: '1 digest is of another version',
    two: '2 digests are of another version',
    same: '1 digest is of another version',
  },
  {
    rule: 'found-source',
    one: '1 source is not in the tree',
    two: '2 sources are not in the tree',
    same: '1 source is not in the tree',
  },
  { rule: 'followed', one: '1 object is not followed', two: '2 objects are not followed' },
  { rule: 'in-tree', one: '1 address is not fetched', two: '2 addresses are not fetched' },
  { rule: 'nothing-dropped', one: '1 part is left out', two: '2 parts are left out' },
  { rule: 'taken-by-the-server', one: '1 object is refused', two: '2 objects are refused' },
  {
    rule: 'every-region',
    one: '1 region is not rendered as the record says',
    two: '2 regions are not rendered as the record says',
  },
  {
    rule: 'blocks-of-role',
    one: '1 vCluster is not as the role of its region asks',
    two: '2 vClusters are not as the role of their region asks',
  },
  {
    rule: 'canonical-region-label',
    one: '1 selector of nodes does not choose those of its region',
    two: '2 selectors of nodes do not choose those of their region',
  },
  {
    rule: 'no-role-label',
    one: '1 selector of nodes asks for the role of a region',
    two: '2 selectors of nodes ask for the role of a region',
  },
  {
    rule: 'placed-vcluster',
    one: '1 vCluster may start outside its region',
    two: '2 vClusters may start outside their region',
  },
  {
    rule: 'reachable-vcluster',
    one: '1 vCluster cannot be installed into',
    two: '2 vClusters cannot be installed into',
    same: '1 vCluster cannot be installed into',
  },
  {
    rule: 'mirrored-image',
    one: '1 image does not come through the mirror',
    two: '2 images do not come through the mirror',
    same: '1 image does not come through the mirror',
  },
  { rule: 'mirrored-registry', one: '1 registry is not in the mirror', two: '2 registries are not in the mirror' },
  { rule: 'pinned-image', one: '1 image is not pinned', two: '2 images are not pinned', same: '1 image is not pinned' },
  {
    rule: 'closed-control-plane',
    one: '1 way leads from a node to the control plane',
    two: '2 ways lead from a node to the control plane',
  },
  { rule: 'substituted', one: '1 text still holds ${', two: '2 texts still hold ${' },
  { rule: 'unique-object', one: '1 object is declared more than once', two: '2 objects are declared more than once' },
  { rule: 'named-namespace', one: '1 object has no namespace', two: '2 objects have no namespace' },
  {
    rule: 'no-plain-secret',
    one: '1 Secret is not encrypted as it should be',
    two: '2 Secrets are not encrypted as they should be',
  },
  { rule: 'open-value', one: '1 value is hidden from the rules', two: '2 values are hidden from the rules' },
  {
    rule: 'kept-namespace',
    one: '1 Namespace is declared below a targetNamespace',
    two: '2 Namespaces are declared below a targetNamespace',
  },
  { rule: 'known-dependency', one: '1 dependency is not met', two: '2 dependencies are not met' },
  { rule: 'served-kind', one: '1 kind is not there in time', two: '2 kinds are not there in time' },
  { rule: 'running-dependency', one: '1 dependency is off', two: '2 dependencies are off' },
  { rule: 'brought-secret', one: '1 Secret is brought by nobody', two: '2 Secrets are brought by nobody' },
  { rule: 'made-namespace', one: '1 namespace is made by nobody', two: '2 namespaces are made by nobody' },
  {
    rule: 'covered-registry',
    one: '1 registry may not be in its Secret',
    two: '2 registries may not be in their Secret',
  },
  { rule: 'named-class', one: '1 claim may get no volume', two: '2 claims may get no volume' },
  { rule: 'replaced-pod', one: '1 rollout may never end', two: '2 rollouts may never end' },
  { rule: 'no-node-port', one: '1 Service opens ports of nodes', two: '2 Services open ports of nodes' },
  { rule: 'one-route', one: '1 host has several routes', two: '2 hosts have several routes' },
  {
    rule: 'exact-version',
    one: '1 chart is of a range of versions',
    two: '2 charts are of a range of versions',
  },
  {
    rule: 'agreed-version',
    one: '1 version is not that of the record',
    two: '2 versions are not those of the record',
  },
  { rule: 'one-flux', one: '1 region has Flux installed twice', two: '2 regions have Flux installed twice' },
  {
    rule: 'supported-kubernetes',
    one: '1 Sovereign has an old Kubernetes',
    two: '2 Sovereigns have an old Kubernetes',
  },
  { rule: 'kept-type', one: '1 value changes its type', two: '2 values change their type' },
  { rule: 'known-field', one: '1 field is left out', two: '2 fields are left out' },
  { rule: 'read-value', one: '1 value is read by nothing', two: '2 values are read by nothing' },
  { rule: 'selecting-patch', one: '1 patch selects nothing', two: '2 patches select nothing' },
  {
    rule: 'nothing-left-out',
    one: '1 object is left out by Flux',
    two: '2 objects are left out by Flux',
  },
  {
    rule: 'nothing-assumed',
    one: '1 part rests on what is not known',
    two: '2 parts rest on what is not known',
  },
  { rule: 'not-suspended', one: '1 object is suspended', two: '2 objects are suspended' },
  { rule: 'this-cluster', one: '1 object is for another cluster', two: '2 objects are for another cluster' },
  { rule: 'not-excluded', one: '1 object is excluded', two: '2 objects are excluded' },
  { rule: 'known-to-flux-alone', one: '1 part is encrypted', two: '2 parts are encrypted' },
  {
    rule: 'substituted-program',
    one: '1 text for a program still holds ${',
    two: '2 texts for programs still hold ${',
  },
  { rule: 'said-pause', one: '1 slot is paused', two: '2 slots are paused' },
  {
    rule: 'three-regions',
    one: '1 Sovereign has fewer than three regions',
    two: '2 Sovereigns have fewer than three regions',
  },
];

test('every rule is in the table', () => {
  expect(rows.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id));
});

function reviewWith(...findings: readonly Partial<Finding>[]): Review {
  const finding = { severity: 'error', region: 'fsn1', object: 'A b/c', field: '', problem: 'p', remedy: 'r' } as const;
  return {
    name: 'acme',
    fqdn: 'acme.example.com',
    regions: ['fsn1'],
    kit: { name: 'openova', makesVclusters: true, untyped: { objects: 0, fields: 0 } },
    standIns: [],
    findings: findings.map((one) => ({ ...finding, rule: 'rendered', file: 'gitops-out/x', ...one })),
  };
}

/** The heading of the one section, and the line below it. */
function heading(found: Review): readonly (string | undefined)[] {
  return formatText([found]).split('\n').slice(3, 5);
}

describe.each(rows)('the heading of $rule', ({ rule, one, two, same }) => {
  const title = rules.find(({ id }) => id === rule)?.title ?? '';

  test.each([
    { what: 'one finding', findings: [{}], fault: one },
    { what: 'two', findings: [{}, { problem: 'q' }], fault: two },
    { what: 'two of one problem', findings: [{}, { object: 'A b/d' }], fault: same ?? two },
  ])('says what happened, for $what, and the rule stands below', ({ findings, fault }) => {
    const found = reviewWith(...findings.map((finding) => ({ rule, ...finding })));
    expect(heading(found)).toEqual([`Error: ${fault} (${rule})`, `Rule: ${title}.`]);
    const escaped = title.replaceAll("'", '&#39;');
    expect(formatHtml([found])).toContain(`<h2>Error: ${fault} (${rule})</h2>\n<p>Rule: ${escaped}.</p>\n<ul>`);
    // What is not a word stands in a code span.
    const markdown = formatMarkdown([found], { fullText: 'x' }).replaceAll('`', '');
    expect(markdown).toContain(`\n### Error: ${fault} (${rule})\n\nRule: ${title}.\n\n- `);
  });

  test('is in SARIF that of an alert', () => {
    const [run] = (JSON.parse(formatSarif([reviewWith({ rule })])) as Log).runs;
    const text = run?.tool.driver.rules?.find(({ id }) => id === rule)?.shortDescription?.text ?? '';
    expect(text.toLowerCase()).toBe(two.slice(2).toLowerCase());
    expect(run?.results?.map(({ message }) => message.text)).toEqual([`${one}, in fsn1 of acme: A b/c: p. r.`]);
  });
});

test('an alert begins with a capital, but for a name that does not', () => {
  const [run] = (JSON.parse(formatSarif([])) as Log).runs;
  const texts = run?.tool.driver.rules?.map(({ shortDescription }) => shortDescription?.text.split(' ')[0]);
  expect(texts).toContain('Charts');
  expect(texts).toContain('vClusters');
});

test('a chart that is missing in three regions is one chart', () => {
  const other = {
    ...deadChart,
    object: 'HelmRelease flux-system/bp-cilium',
    problem: 'the chart bp-cilium is not there',
  };
  const subject = withChange(exampleSubject(), ['fsn1', 'hel1', 'nbg1'], fail(deadChart));
  expect(heading(review(subject, { allowed: ['missing-chart'] }))[0]).toBe('Warning: 1 chart is missing (found-chart)');
  const both = review(withChange(subject, ['fsn1'], fail(other)));
  expect(heading(both)[0]).toBe('Error: 2 charts are missing (found-chart)');
});

test('a finding of a rule that another version has is shown, behind those of known rules', () => {
  const found = reviewWith({ rule: 'later' }, { rule: 'three-regions' });
  const titles = formatText([found]).match(/^Error: .*$/gm);
  expect(titles).toEqual([
    'Error: 1 Sovereign has fewer than three regions (three-regions)',
    'Error: 1 finding (later)',
  ]);
  expect(formatText([found])).toContain('Error: 1 finding (later)\n  A b/c: p\n    r.\n');
  expect(formatSarif([reviewWith({ rule: 'later' }, { rule: 'later', problem: 'q' })])).toContain('1 finding, in fsn1');
});
