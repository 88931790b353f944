import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { withoutCarriedTexts } from './carried-texts';
import { findKubectl } from './programs';
import type { KubernetesObject } from '../contract/rendered';
import { readDocuments } from '../objects/documents';
import { objectsIn } from '../objects/objects-in';
import { withKubectl } from '../testing/real-programs';

const header = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: a\n';
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a.b-c\n';
const alone = '{"resources":["a.yaml"]}';
const inputsOf = (text: string, kustomization = alone) =>
  new Map([
    ['kustomization.yaml', kustomization],
    ['a.yaml', text],
  ]);

function shapeOf(text: string, kustomization?: string): string | undefined {
  return withoutCarriedTexts(inputsOf(text, kustomization))?.inputs.get('a.yaml');
}

test('builds that differ in carried texts alone have the same inputs', () => {
  const text = (fqdn: string, value: string) => `# of a-b\n---\n${header}spec:
  path: ./clusters/${fqdn}/fsn1
  interval: 10m
  substitute:
    VALUE: ${value}
    SAME: "{}"
  list:
    - "clusters/${fqdn}"
    - name: ${fqdn}
`;
  const shape = shapeOf(text('one.example.com', '"1 \\"a\\" \\\\"'));
  expect(shape).toBe(shapeOf(text('two-b.example.com', '"true"')));
  expect(shape).toContain('name: a\n');
  expect(shape).toContain('interval: 10m\n');
  expect(shape?.match(/carried-text-\d/g)).toHaveLength(5);
});

test.each([
  { of: 'a transformer', text: `${configMap}data:\n  a: b.c\n`, kustomization: '{"resources":[],"namePrefix":"a"}' },
  { of: 'a kustomization.yaml that is a resource', text: '', kustomization: 'resources: [a.yaml]\n' },
  { of: 'no texts', text: configMap, kustomization: alone },
  { of: 'another kind', text: `${configMap.replace('ConfigMap', 'Pod')}data:\n  a: b.c\n`, kustomization: alone },
  {
    of: 'the kind of another group',
    text: `${configMap.replace('v1', 'x/v1')}data:\n  a: b.c\n`,
    kustomization: alone,
  },
  { of: 'a name of ours', text: `${configMap}data:\n  a: carried-text-0\n  b: b.c\n`, kustomization: alone },
  { of: 'an alias', text: `${configMap}data:\n  x: &x\n    a: b.c\n  y: *x\n`, kustomization: alone },
  { of: 'a longer word', text: `${configMap}data:\n  a: b.c\n    d\n`, kustomization: alone },
  { of: 'a block', text: `${configMap}data:\n  a: |\n    b: b.c\n`, kustomization: alone },
  { of: 'broken YAML', text: `${configMap}data:\n  a: b.c\n a: "b"\n`, kustomization: alone },
])('a build with $of is left as it is', ({ text, kustomization }) => {
  expect(shapeOf(text, kustomization)).toBeUndefined();
});

const value = fc.oneof(
  fc.constantFrom(
    'a.b',
    './a/b',
    '"x y"',
    '"\\"q\\" \\\\"',
    '""',
    '"yes"',
    'yes',
    '10m',
    "'q'",
    '"\\n"',
    '|',
    '>-',
    'a:',
  ),
  fc.constantFrom('a.b # c', '[a.b]', '&x a.b', '*x', 'http://a.b/c', '"a', 'b"', '!!str a.b', 'n-', '~', 'é.b', '{'),
);
const line = fc.record({
  indent: fc.constantFrom('', '  ', '  ', '  ', '    ', '    ', ' '),
  start: fc.constantFrom('a: ', 'b: ', 'c.d-e: ', '- ', '- a: ', 'spec:', 'data:', '---', '', '# a: ', '? ', 'kind: '),
  value,
});

test('the texts that are put back give the objects that were there', () => {
  let shapes = 0;
  const property = fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
    const text = `${header}spec:\n${lines.map((one) => `${one.indent}${one.start}${one.value}\n`).join('')}`;
    const carried = withoutCarriedTexts(inputsOf(text));
    if (carried === undefined) return;
    shapes += 1;
    const shape = readDocuments(carried.inputs.get('a.yaml') ?? '');
    const objects = shape.ok ? shape.value : [];
    expect({ ok: true, value: carried.restore(objects as readonly KubernetesObject[]) }).toEqual(readDocuments(text));
  });
  fc.assert(property, { numRuns: 8000, seed: 7 });
  expect(shapes).toBeGreaterThan(150);
});

withKubectl('with real kustomize (skipped where no kubectl can be had)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carried-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('a build without its texts makes the same objects', async () => {
    const kubectl = await findKubectl();
    const build = (text: string) => {
      for (const [path, content] of inputsOf(text)) writeFileSync(join(folder, path), content);
      return objectsIn(execFileSync(kubectl, ['kustomize', folder], { encoding: 'utf8' }));
    };
    const odd = [
      '"true"',
      '"1.10"',
      '""',
      '" a "',
      '"#"',
      '"0x1f"',
      '"2024-01-02"',
      '"- a"',
      '"{\\"a\\": [1]}"',
      'a.b',
    ];
    const data = odd.map((one, index) => `  k${index}: ${one}\n`).join('');
    const more = `  long: "${'word '.repeat(60)}"\n  block: |\n    a: other\n`;
    const spec = '  path: ./a/b\n  suspend: false\n  list:\n    - "null"\n';
    const told = ['Provider', 'Alert'].map(
      (kind) =>
        `apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: ${kind}\nmetadata:\n  name: a\n` +
        `spec:\n  commitStatusExpr: "'a.b/' + event.name"\n  secretRef:\n    name: a.b-c\n`,
    );
    const text = [`${configMap}data:\n${data}${more}`, `${header}spec:\n${spec}`, ...told].join('---\n');
    const carried = withoutCarriedTexts(inputsOf(text));
    const named = build(carried?.inputs.get('a.yaml') ?? '');
    expect({ ok: true, value: named.ok && carried?.restore(named.value) }).toEqual(build(text));
  });
});
