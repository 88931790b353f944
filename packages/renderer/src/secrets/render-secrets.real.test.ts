import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { helmTemplate } from '../programs/helm';
import { kustomizeBuild } from '../programs/kustomize';
import type { Tools } from '../contract/ports';
import { canFetchTools, findHelm, findKubectl } from '../programs/programs';
import { render } from '../render';
import type { RenderedRegion } from '../contract/rendered';
import { cachedTemplates } from '../programs/template-cache';

const given = process.env['SOVEREIGN_FLEET_HELM'] !== undefined && process.env['SOVEREIGN_FLEET_KUBECTL'] !== undefined;
const runs = canFetchTools || given ? describe : describe.skip;

const fingerprint = (text: string) =>
  `hmac-sha256:${createHmac('sha256', 'key').update(text).digest('hex').slice(0, 16)}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const markOf = (text: string) => fingerprint(base64(text));

const secret = (name: string, data: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'flux-system' }, stringData: data });
const configMap = (name: string, data: Readonly<Record<string, string>>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'flux-system' }, data });
const flux = (name: string, spec: object) =>
  JSON.stringify({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: { path: `./${name}`, prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' }, ...spec },
  });
const release = (spec: object) =>
  [
    JSON.stringify({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'app', namespace: 'flux-system' },
      spec: { url: 'oci://registry.example/app', ref: { tag: '1.2.3' } },
    }),
    JSON.stringify({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'app', namespace: 'flux-system' },
      spec: { chartRef: { kind: 'OCIRepository', name: 'app' }, ...spec },
    }),
  ].join('\n---\n');

runs('with the real helm and kustomize (skipped where no helm and kubectl can be had)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'render-secrets-'));
  let helm: string;
  let kubectl: string;

  beforeAll(async () => {
    [helm, kubectl] = await Promise.all([findHelm(), findKubectl()]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  let charts = 0;
  /** Renders a tree. All its releases use one chart with these templates. */
  async function rendered(files: Readonly<Record<string, string>>, templates: Readonly<Record<string, string>> = {}) {
    charts += 1;
    const path = join(folder, `chart-${charts}`);
    for (const [file, text] of Object.entries({
      'Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.2.3\n',
      ...Object.fromEntries(Object.entries(templates).map(([file, text]) => [`templates/${file}`, text])),
    })) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    }
    const cache = join(folder, `renders-${charts}`);
    const { template } = cachedTemplates(helmTemplate({ helm, timeoutSeconds: 60 }), {
      folder: cache,
      helmVersion: Promise.resolve({ ok: true, value: 'v4' }),
      key: 'key',
      now: new Date(),
    });
    const tools: Tools = {
      build: kustomizeBuild({ kubectl, timeoutSeconds: 60 }),
      findChart: () =>
        Promise.resolve({
          ok: true,
          value: { path, name: 'app', version: '1.2.3', origin: 'workspace', standIns: [], digest: `sha256:${path}` },
        }),
      template,
    };
    const { regions } = await render({
      fqdn: 'x.example.com',
      files: new Map(Object.entries(files)),
      regions: [{ region: 'fsn1', entry: 'entry' }],
      cluster: { kubeVersion: '1.34.0', apiVersions: [] },
      tools,
      fingerprint,
    });
    const [region = { region: '', objects: [], releases: [], problems: [] }] = regions;
    const kept = readdirSync(cache).map((name) => readFileSync(join(cache, name), 'utf8'));
    return { region, all: `${JSON.stringify(region)}\n${kept.join('\n')}`, kept };
  }

  const dataOf = ({ objects }: RenderedRegion, name: string) =>
    objects.find(({ object }) => object.kind === 'ConfigMap' && object.metadata.name === name)?.object['data'];
  const said = ({ problems }: RenderedRegion) =>
    problems.map(({ kind, object, field, problem, remedy }) => `${kind}: ${object} ${field}: ${problem}. ${remedy}.`);

  const fromSecret = { postBuild: { substituteFrom: [{ kind: 'Secret', name: 'vars' }] } };

  test('variables of substituteFrom, their parts and what expressions make of them are fingerprints', async () => {
    const { region, all } = await rendered({
      'entry/secret.yaml': secret('vars', { PASSWORD: 'newsecret88', PIN: '90210', SHORT: 'qz7', GATE: 'true' }),
      'entry/apps.yaml': flux('apps', fromSecret),
      'apps/a.yaml': configMap('a', {
        whole: '${PASSWORD}',
        part: 'login=admin:${PASSWORD}@db',
        upper: '${PASSWORD^^}',
        beginning: '${PASSWORD:0:5}',
        replaced: '${PASSWORD/secret/XX}',
        short: '${SHORT}',
        within: 'a-${SHORT}-b',
        gate: 'x${GATE}',
        pin: 'PIN ${PIN}!',
        open: 'nothing',
      }),
      'apps/b.yaml': JSON.stringify({
        apiVersion: 'example.com/v1',
        kind: 'Lock',
        metadata: { name: 'lock', namespace: 'flux-system' },
        spec: { pin: '${PIN}', gate: '${GATE}' },
      }),
    });
    expect(dataOf(region, 'a')).toEqual({
      whole: markOf('newsecret88'),
      part: `login=admin:${markOf('newsecret88')}@db`,
      upper: markOf('newsecret88'),
      beginning: markOf('newse'),
      replaced: markOf('newXX88'),
      short: markOf('qz7'),
      within: markOf('a-qz7-b'),
      gate: 'xtrue',
      pin: `PIN ${markOf('90210')}!`,
      open: 'nothing',
    });
    const lock = region.objects.find(({ object }) => object.kind === 'Lock')?.object;
    expect(lock?.['spec']).toEqual({ pin: markOf('90210'), gate: true });
    expect(said(region)).toEqual([
      'changed-type: Lock flux-system/lock spec.pin: "${PIN}" arrives as a number, which is not text. ' +
        'Where text is meant, put other text around it or set a value that YAML 1.1 reads as text.',
    ]);
    expect(all).not.toMatch(/newse|NEWSE|88|90210|qz7/);
  });

  test('values of valuesFrom are fingerprints in objects and in the cache, in simple encodings too', async () => {
    const password = 'p"a s&s/w0rd+ü';
    const { region, all, kept } = await rendered(
      {
        'entry/secret.yaml': secret('values', {
          'values.yaml': JSON.stringify({ password, pin: 12345678 }),
          token: 'a\\,bcdef',
        }),
        'entry/app.yaml': release({
          valuesFrom: [
            { kind: 'Secret', name: 'values' },
            { kind: 'Secret', name: 'values', valuesKey: 'token', targetPath: 'token' },
          ],
          values: { port: 8443 },
        }),
      },
      {
        'all.yaml': [
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata:',
          '  plain: {{ .Values.password | quote }}',
          '  json: {{ dict "p" .Values.password | toJson | quote }}',
          '  jsonTwice: {{ dict "p" .Values.password | toJson | quote | quote }}',
          '  upper: {{ upper .Values.password | quote }}',
          '  url: {{ urlquery .Values.password }}',
          '  html: {{ html .Values.password | quote }}',
          '  base64: {{ b64enc .Values.password }}',
          '  login: Basic {{ printf "user:%s" .Values.password | b64enc }}',
          '  docker: {{ dict "auth" (printf "u:%s" .Values.password | b64enc) | toJson | b64enc }}',
          '  hex: {{ printf "%x" .Values.password }}',
          '  pin: pin {{ .Values.pin }} {{ int64 .Values.pin }}',
          '  token: {{ .Values.token }}',
          '  port: "{{ .Values.port }}"',
          '---',
          'apiVersion: v1\nkind: Pod\nmetadata: {name: p}',
          'spec: {containers: [{name: c, args: [{{ printf "--p=%s" .Values.password | quote }}], ' +
            'env: [{name: P, value: {{ .Values.password | quote }}}]}]}',
        ].join('\n'),
      },
    );
    const mark = markOf(password);
    const data = dataOf(region, 'made');
    expect(said(region)).toEqual([]);
    expect(data).toMatchObject({
      plain: mark,
      json: `{"p":"${mark}"}`,
      jsonTwice: expect.stringMatching(new RegExp(`^"\\{\\\\"p\\\\":\\\\"${mark}\\\\"\\}"$`)) as string,
      upper: mark,
      url: mark,
      html: mark,
      base64: mark,
      login: `Basic ${markOf(`user:${password}`)}`,
      docker: expect.stringMatching(/^hmac-sha256:[0-9a-f]{16}$/) as string,
      hex: mark,
      pin: `pin ${markOf('12345678')} ${markOf('12345678')}`,
      token: markOf('a,bcdef'),
      port: '8443',
    });
    const pod = region.objects.find(({ object }) => object.kind === 'Pod')?.object;
    expect(pod?.['spec']).toEqual({
      containers: [{ name: 'c', args: [`--p=${mark}`], env: [{ name: 'P', value: mark }] }],
    });
    expect(kept).toHaveLength(1);
    expect(all).not.toMatch(/w0rd|W0RD|dzByZ|773072|12345678|bcdef|1\.2345/);
  });

  test('the error of a chart that fails shows no secret, in no way of writing it', async () => {
    const words =
      '{{ .Values.p }} {{ upper .Values.p }} {{ b64enc .Values.p }} {{ quote .Values.p }} {{ trunc 9 .Values.p }}...';
    const { region, all } = await rendered(
      {
        'entry/secret.yaml': secret('vars', { P: 'correct-horse' }),
        'entry/apps.yaml': flux('apps', fromSecret),
        'apps/app.yaml': release({ values: { p: '${P}' } }),
      },
      { 'all.yaml': `{{ fail (printf "%s" (tpl ${JSON.stringify(words)} .)) }}` },
    );
    const mark = markOf('correct-horse');
    expect(said(region)).toHaveLength(1);
    expect(said(region)[0]).toContain(`${mark} ${mark} ${mark} "${mark}" ${markOf('correct-h')}...`);
    expect(all).not.toMatch(/horse|HORSE|Y29ycmVjd|correct/);
  });

  test('Secrets that kustomize copies from, in values, in a template and in a text are hidden', async () => {
    const inner = (value: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'in' },
      stringData: { v: value },
    });
    const { region, all } = await rendered(
      {
        'entry/kustomization.yaml': JSON.stringify({
          resources: ['secret.yaml', 'all.yaml'],
          replacements: [
            {
              source: { kind: 'Secret', name: 'vars', fieldPath: 'stringData.P' },
              targets: [{ select: { kind: 'ConfigMap' }, fieldPaths: ['data.copy'] }],
            },
          ],
        }),
        'entry/secret.yaml': secret('vars', { P: 'copied-value' }),
        'entry/all.yaml': [
          configMap('a', {
            copy: 'x',
            text: `apiVersion: v1\nkind: Secret\nmetadata: {name: t}\nstringData: {v: in-a-text}\n`,
          }),
          release({ values: { extra: [inner('in-the-values')] } }),
          JSON.stringify({
            apiVersion: 'e.com/v1',
            kind: 'T',
            metadata: { name: 't' },
            spec: { template: inner('in-a-template') },
          }),
        ].join('\n---\n'),
      },
      {
        'all.yaml':
          'apiVersion: v1\n' +
          'kind: ConfigMap\n' +
          'metadata: {name: made}\n' +
          'data: {v: {{ (index .Values.extra 0).stringData.v }}}',
      },
    );
    expect(said(region)).toEqual([]);
    expect(dataOf(region, 'made')).toEqual({ v: markOf('in-the-values') });
    expect(dataOf(region, 'a')).toMatchObject({ copy: markOf('copied-value') });
    expect(all).not.toMatch(/copied-value|in-a-text|in-the-values|in-a-template/);
  });

  test('words that the tree has in the open, gates and small numbers stay, since rules need them', async () => {
    const label = 'hz-fsn-rtz-prod';
    const { region } = await rendered({
      'entry/secret.yaml': secret('vars', { LABEL: label, FLUX: 'flux', N: '3', KIND: 'ConfigMap', ON: 'yes' }),
      'entry/apps.yaml': flux('apps', { postBuild: { ...fromSecret.postBuild, substitute: { OTHER: label } } }),
      'apps/a.yaml': configMap('a', { x: '${LABEL} ${FLUX}-system ${N} ${ON} ${KIND}' }),
    });
    expect(dataOf(region, 'a')).toEqual({ x: `${label} flux-system 3 yes ConfigMap` });
  });

  test('a Secret that SOPS encrypted gives no variables, and the Kustomization that needs it is reported', async () => {
    const { region } = await rendered({
      'entry/secret.yaml': JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'vars', namespace: 'flux-system' },
        stringData: { P: 'ENC[AES256_GCM,data:aaaa]' },
        sops: { version: '3.9.0' },
      }),
      'entry/apps.yaml': flux('apps', fromSecret),
      'apps/a.yaml': configMap('a', { x: '${P}' }),
    });
    expect(said(region)).toEqual([
      'missing-source: Kustomization flux-system/apps spec.postBuild.substituteFrom[0]: ' +
        "substitute from 'Secret/vars' error: it is encrypted with SOPS, and only Flux can decrypt it. " +
        'Review what it substitutes in the cluster.',
    ]);
    expect(dataOf(region, 'a')).toBeUndefined();
  });
});
