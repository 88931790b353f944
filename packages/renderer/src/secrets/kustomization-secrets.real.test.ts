import { withHelmAndKubectl } from '../testing/real-programs';
import {
  configMap,
  dataOf,
  flux,
  fromSecret,
  markOf,
  release,
  renderWithPrograms,
  problemLines,
  secret,
} from '../testing/secret-tree';

withHelmAndKubectl('with the real helm and kustomize (skipped where no helm and kubectl can be had)', () => {
  const rendered = renderWithPrograms();

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
    expect(problemLines(region)).toEqual([
      'changed-type: Lock flux-system/lock spec.pin: "${PIN}" arrives as a number, which is not text. ' +
        'Where text is meant, put other text around it or set a value that YAML 1.1 reads as text.',
    ]);
    expect(all).not.toMatch(/newse|NEWSE|88|90210|qz7/);
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
    expect(problemLines(region)).toEqual([]);
    expect(dataOf(region, 'made')).toEqual({ v: markOf('in-the-values') });
    expect(dataOf(region, 'a')).toMatchObject({ copy: markOf('copied-value') });
    expect(all).not.toMatch(/copied-value|in-a-text|in-the-values|in-a-template/);
  });

  test('a part that replacements take, a number around a value, a Secret of a wrong version are hidden', async () => {
    const cut = (fieldPath: string, index: number, target: string) => ({
      source: { kind: 'Secret', name: 'vars', fieldPath, options: { delimiter: ':', index } },
      targets: [{ select: { kind: 'ConfigMap', name: 'a' }, fieldPaths: [`data.${target}`] }],
    });
    const { region, all } = await rendered({
      'entry/kustomization.yaml': JSON.stringify({
        resources: ['secret.yaml', 'all.yaml', 'apps.yaml'],
        replacements: [cut('stringData.url', 1, 'part'), { path: 'cuts.yaml' }],
      }),
      'entry/cuts.yaml': JSON.stringify([cut('stringData.url', 0, 'user')]),
      'entry/secret.yaml': secret('vars', { url: 'ann-of-ours:part-of-it:db', PIN: '9021011' }),
      'entry/all.yaml': [
        configMap('a', { part: 'x', user: 'x' }),
        secret('odd', { p: 'in-core-v1' }).replace('"v1"', '"core/v1"'),
      ].join('\n---\n'),
      'entry/apps.yaml': flux('apps', fromSecret),
      'apps/a.yaml': JSON.stringify({
        apiVersion: 'example.com/v1',
        kind: 'Lock',
        metadata: { name: 'lock', namespace: 'flux-system' },
        spec: { before: '1${PIN}', after: '${PIN}2', other: 471 },
      }),
    });
    expect(dataOf(region, 'a')).toEqual({ part: markOf('part-of-it'), user: markOf('ann-of-ours') });
    const lock = region.objects.find(({ object }) => object.kind === 'Lock')?.object;
    expect(lock?.['spec']).toEqual({ before: markOf('19021011'), after: markOf('90210112'), other: 471 });
    expect(all).not.toMatch(/part-of|ann-of|in-core|9021011/);
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
        sops: { version: '3.9.0', mac: 'ENC[AES256_GCM,data:bbbb]' },
      }),
      'entry/root.yaml': flux('flux-system', { path: './entry', decryption: { provider: 'sops' } }),
      'entry/apps.yaml': flux('apps', fromSecret),
      'apps/a.yaml': configMap('a', { x: '${P}' }),
    });
    expect(problemLines(region)).toEqual([
      'missing-source: Kustomization flux-system/apps spec.postBuild.substituteFrom[0]: ' +
        "substitute from 'Secret/vars' error: it is encrypted with SOPS, and only Flux can decrypt it. " +
        'Review what it substitutes in the cluster.',
    ]);
    expect(dataOf(region, 'a')).toBeUndefined();
  });
});
