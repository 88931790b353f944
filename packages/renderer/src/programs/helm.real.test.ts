import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helmTemplate } from './helm';
import type { Outcome } from '../contract/failure';
import type { TemplatedObjects, TemplateRequest } from '../contract/ports';
import { findHelm } from './programs';
import { withHelm } from '../testing/real-programs';
import { chartsIn, templateRequest } from '../testing/template-request';

const folder = mkdtempSync(join(tmpdir(), 'helm-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const chart = chartsIn(folder);

const ids = (outcome: Outcome<TemplatedObjects>) =>
  outcome.ok
    ? [...outcome.value.crds, ...outcome.value.objects].map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    : outcome.reason;

const configMap = (name: string, data: string, metadata = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${metadata}data:\n  ${data}\n`;

withHelm('with the real helm (skipped where no helm can be had)', () => {
  let helm: string;
  beforeAll(async () => {
    helm = await findHelm();
  });
  const template = (one: TemplateRequest) => helmTemplate({ helm, timeoutSeconds: 60 })(one);

  const doubling = () =>
    chart('doubling', {
      'templates/a.yaml':
        '{{- $s := "0123456789abcdef" }}{{- range until 40 }}{{- $s = print $s $s }}{{- end }}a: {{ $s }}\n',
    });

  test('a chart that wants memory without end is stopped, and it is said of that chart', async () => {
    expect(await template(templateRequest(doubling()))).toEqual({
      ok: false,
      code: 'too-much-memory',
      reason: 'helm wanted more than 2048 MiB of memory',
      remedy: 'Mend what makes it so large',
    });
  });

  test('a chart that makes nothing is no error of helm', async () => {
    expect(await template(templateRequest(chart('nothing', {})))).toEqual({
      ok: true,
      value: { crds: [], objects: [] },
    });
  });

  const whole = () =>
    chart('whole', {
      'crds/things.yaml':
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things}\n',
      'templates/a.yaml': configMap('{{ .Release.Name }}-a', 'namespace: {{ .Release.Namespace }}'),
      'templates/hook.yaml': configMap('hook', 'k: v', '  annotations: {helm.sh/hook: pre-install}\n'),
      'templates/tests/t.yaml': configMap('test', 'k: v', '  annotations: {helm.sh/hook: test}\n'),
      'templates/both.yaml': configMap('both', 'k: v', '  annotations: {helm.sh/hook: "test, post-install"}\n'),
      'templates/list.yaml':
        'apiVersion: v1\nkind: List\nitems:\n' + '  - {apiVersion: v1, kind: Secret, metadata: {name: l}}\n',
      'templates/empty.yaml': '{{ if false }}x{{ end }}\n---\n# nothing\n---\n',
    });

  const applied = ['Secret l', 'ConfigMap rel-a', 'ConfigMap hook', 'ConfigMap both', 'ConfigMap test'];

  test.each([
    { more: {}, objects: ['CustomResourceDefinition things', ...applied] },
    { more: { includeCrds: false }, objects: applied },
  ])('Helm with the options $more gives $objects', async ({ more, objects }) => {
    const found = ids(await template(templateRequest(whole(), more)));
    expect(new Set(found)).toEqual(new Set(objects));
  });

  test('values keep their types, and null removes a default', async () => {
    const typed = chart('typed', {
      'values.yaml': 'gone: 1\nstays: 1\n',
      'templates/a.yaml': configMap('a', 'json: {{ toJson .Values | quote }}'),
    });
    const values = { text: '1', number: 1, float: 1.5, no: false, list: [1], gone: null };
    const outcome = await template(templateRequest(typed, { values: JSON.stringify(values) }));
    const json = outcome.ok ? (outcome.value.objects[0]?.['data'] as { json: string }).json : outcome.reason;
    expect(JSON.parse(json)).toEqual({ text: '1', number: 1, float: 1.5, no: false, list: [1], stays: 1 });
  });

  test('a scalar has the type that kustomize gives it, as helm-controller uses kustomize', async () => {
    const scalars = chart('scalars', { 'templates/a.yaml': configMap('a', 'k: {a: yes, b: 0755, c: 2020-01-01}') });
    expect(await template(templateRequest(scalars))).toMatchObject({
      value: { objects: [{ data: { k: { a: 'yes', b: 493, c: '2020-01-01T00:00:00Z' } } }] },
    });
  });

  test('a chart sees the Kubernetes and the APIs that it is told of', async () => {
    const asks = chart('asks', {
      'templates/a.yaml': configMap(
        'a',
        'k: "{{ .Capabilities.KubeVersion }} {{ .Capabilities.APIVersions.Has "cilium.io/v2" }} ' +
          '{{ .Capabilities.APIVersions.Has "x/v1" }}"',
      ),
    });
    expect(
      await template(templateRequest(asks, { kubeVersion: '1.33.1', apiVersions: ['cilium.io/v2', 'y/v1'] })),
    ).toMatchObject({
      value: { objects: [{ data: { k: 'v1.33.1 true false' } }] },
    });
  });

  const twoAsk = () =>
    chart('asks-two', {
      'templates/a.yaml': configMap(
        'a',
        'k: "{{ .Capabilities.APIVersions.Has "policy/v1beta1" }} {{ .Capabilities.APIVersions.Has "y/v1/Kind" }} ' +
          '{{ .Capabilities.KubeVersion }} {{ lookup "v1" "Secret" "a" "b" }} {{ lookup "y/v1" "Kind" "" "" }} ' +
          '{{ lookup "z/v1" "Kind" "a" "" }}"',
      ),
      'templates/b.yaml': `${configMap('c', 'k: v')}---\n# two\n---\n${configMap('b', 'k: v')}`,
      'templates/custom.yaml': 'apiVersion: z/v1\nkind: Custom\nmetadata: {name: custom}\n',
      'templates/hook.yaml': configMap('hook', 'k: v', '  annotations: {helm.sh/hook: pre-install}\n'),
      'crds/x.yaml':
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: crd}\n---\n# Source: asks-two/templates/a.yaml\n' +
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: another}\n',
    });

  test.each([
    { onlyTheseApis: false, says: 'true true v1.33.1 map[] map[] map[]' },
    { onlyTheseApis: true, says: 'false true v1.33.1 map[] map[] map[]' },
  ])('Helm adds the APIs that it knows unless it may not: $onlyTheseApis', async ({ onlyTheseApis, says }) => {
    const asked = { kubeVersion: '1.33.1', apiVersions: ['y/v1', 'y/v1/Kind'], onlyTheseApis };
    const outcome = await template(templateRequest(twoAsk(), asked));
    if (!outcome.ok) throw new Error(outcome.reason);
    const { crds, objects } = outcome.value;
    expect(objects.find(({ metadata }) => metadata.name === 'a')).toMatchObject({ data: { k: says } });
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(['a', 'c', 'b', 'custom', 'hook']);
    // What a file of crds/ says of itself makes nothing of it a template.
    expect(crds.map(({ metadata }) => metadata.name)).toEqual(['crd', 'another']);
  });

  test('a release name that looks like an option is not read as one', async () => {
    const target = join(folder, 'written');
    const outcome = await template(templateRequest(whole(), { releaseName: `--output-dir=${target}` }));
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringContaining('invalid release name') as string });
    expect(readdirSync(folder)).not.toContain('written');
  });

  const strict = () =>
    chart('strict', {
      'values.schema.json': '{"properties": {"replicas": {"type": "integer"}}}',
      'templates/a.yaml': configMap('a', 'k: "{{ .Values.replicas }}"'),
    });

  test('values that the schema refuses are reported in its words, unless validation is skipped', async () => {
    const values = '{"replicas": "many"}';
    expect(await template(templateRequest(strict(), { values }))).toEqual({
      ok: false,
      code: 'program-failed',
      reason:
        "values don't meet the specifications of the schema(s) in the following chart(s):\n" +
        'strict:\n' +
        "- at '/replicas': got string, want integer",
    });
    const outcome = await template(templateRequest(strict(), { values, skipSchemaValidation: true }));
    expect(outcome).toMatchObject({ value: { objects: [{ data: { k: 'many' } }] } });
  });

  test.each([
    {
      name: 'refuses',
      text: '{{ fail "set image.tag" }}',
      code: 'program-failed',
      reason: 'execution error at (refuses/templates/a.yaml:1:3): set image.tag',
    },
    {
      name: 'broken',
      text: 'a: b: c',
      code: 'program-failed',
      reason:
        'YAML parse error on broken/templates/a.yaml: error converting YAML to JSON: yaml: ' +
        'mapping values are not allowed in this context',
    },
    {
      name: 'nameless',
      text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n',
      code: 'invalid-object',
      reason: 'what the chart makes cannot be read: not a Kubernetes object: it has apiVersion, kind, metadata',
    },
  ])('a chart that fails is reported in its own words: $reason', async ({ name, text, code, reason }) => {
    const outcome = await template(templateRequest(chart(name, { 'templates/a.yaml': text })));
    expect(outcome).toEqual({ ok: false, code, reason });
  });

  test('a missing chart is reported by its name, without its path', async () => {
    const gone = { ...whole(), path: join(folder, 'gone'), name: 'gone' };
    const outcome = await template(templateRequest(gone));
    expect(outcome).toEqual({
      ok: false,
      code: 'program-failed',
      reason: expect.stringContaining('gone') as string,
    });
    expect(outcome.ok || outcome.reason).not.toContain(folder);
  });

  test('Helm settings of the person are ignored, and no temporary file is left', async () => {
    // The test has its own folder, since other tests may render at the same time.
    const temporary = mkdtempSync(join(folder, 'tmp-'));
    const { HELM_NAMESPACE, TMPDIR } = process.env;
    process.env['TMPDIR'] = temporary;
    process.env['HELM_NAMESPACE'] = 'theirs';
    process.env['HELM_KUBEVERSION'] = '1.0.0';
    try {
      expect(await template(templateRequest(whole()))).toMatchObject({ ok: true });
    } finally {
      if (HELM_NAMESPACE === undefined) delete process.env['HELM_NAMESPACE'];
      delete process.env['HELM_KUBEVERSION'];
      if (TMPDIR === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = TMPDIR;
    }
    expect(readdirSync(temporary)).toEqual([]);
  });
});
