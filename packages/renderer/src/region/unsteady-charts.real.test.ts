import type { RenderedRegion } from '../contract/rendered';
import { withHelmAndKubectl } from '../testing/real-programs';
import { problemsIn, regionRenderer } from '../testing/region-renderer';

const object = (apiVersion: string, kind: string, more: object): string =>
  JSON.stringify({ apiVersion, kind, metadata: { name: 'made', namespace: 'apps' }, ...more });
const tree = {
  'fsn1/a.yaml': [
    object('source.toolkit.fluxcd.io/v1', 'OCIRepository', {
      spec: { interval: '10m', url: 'oci://registry.example/made', ref: { tag: '1.0.0' } },
    }),
    object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', {
      spec: { interval: '10m', chartRef: { kind: 'OCIRepository', name: 'made' }, values: { given: '{{ now }}' } },
    }),
  ].join('\n---\n'),
};

const configMap = (name: string, ...data: readonly string[]): string =>
  [`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata:`, ...data].join('\n  ');
const random = '{{ randAlphaNum 16 | quote }}';
const templates = [
  'apiVersion: v1\nkind: Secret\nmetadata: { name: password }\ndata: { a: {{ randAlphaNum 16 | b64enc }}, b: Yg== }',
  `apiVersion: batch/v1\nkind: Job\nmetadata: { name: "job-{{ randAlpha 9 | lower }}", labels: { run: ${random} } }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: a, image: a, args: [{{ range until (now | date "2" | int) }}a, {{ end }}b] }]`,
  configMap('keys', '"{{ uuidv4 }}": a', `{{ randAlpha 9 }}: b`, 'kept: c'),
  configMap('values', 'a: {{ tpl .Values.own . | quote }}', 'b: {{ tpl .Values.given . | quote }}'),
  configMap('files', 'a: {{ tpl (.Files.Get "files/a.txt") . | quote }}'),
];

withHelmAndKubectl('a chart that makes something anew in each render (skipped where no helm can be had)', () => {
  const render = regionRenderer({
    made: {
      'templates/a.yaml': templates.join('\n---\n'),
      'values.yaml': 'own: "{{ uuidv4 }}"',
      'files/a.txt': '{{ uuidv4 }}',
    },
  });
  let regions: readonly RenderedRegion[];
  beforeAll(async () => {
    regions = await Promise.all([render(tree), render(tree)]);
  }, 60_000);

  test('one finding names all that it makes so', () => {
    const fields = [
      'Secret password data.a',
      'ConfigMap keys data["not-the-same-twice"]',
      'ConfigMap values data.a',
      'ConfigMap values data.b',
      'ConfigMap files data.a',
      'Job (not the same twice) metadata.name',
      'Job (not the same twice) metadata.labels.run',
      'Job (not the same twice) spec.template.spec.containers[0].args[0]',
    ];
    expect(regions.flatMap(problemsIn)).toEqual([finding(fields), finding(fields)]);
  });

  test('two renders have the same bytes, and in them what is the same twice', () => {
    const [first, second] = regions.map((region) => JSON.stringify(region));
    expect(first).toBe(second);
    const keys = regions[0]?.objects.find(({ object: one }) => one.metadata.name === 'keys');
    expect(keys?.object['data']).toEqual({ kept: 'c', 'not-the-same-twice': '(not the same twice)' });
  });
});

function finding(fields: readonly string[]): string {
  const problem = `what its chart makes is not the same twice, and is not compared: ${fields.join(', ')}`;
  const remedy =
    'Set the value in the values or in a Secret of yours, so that each render and each upgrade has the same';
  return `assumed HelmRelease apps/made spec: ${problem}. ${remedy}`;
}
