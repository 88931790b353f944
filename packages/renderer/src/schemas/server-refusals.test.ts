import type { JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { objectOf, refusalLines } from '../testing/server-lines';

const helm = (spec: JsonMap): KubernetesObject =>
  objectOf('helm.toolkit.fluxcd.io/v2/HelmRelease', { spec: { interval: '1h', ...spec } });
const chartRef = { kind: 'OCIRepository', name: 'web' };

const ofFlux: readonly (readonly [string, KubernetesObject, readonly string[]])[] = [
  ['all is well', helm({ chartRef, values: { any: { thing: [1, null] } } }), []],
  [
    'a misspelt field',
    helm({ chartRef, targetNamepsace: 'x' }),
    ['refused spec.targetNamepsace: the API server knows no such field. Did you mean "targetNamespace"?.'],
  ],
  [
    'neither chart nor chartRef',
    helm({}),
    [
      'refused spec: either chart or chartRef must be set. Change it so that ' +
        '(has(self.chart) && !has(self.chartRef)) || (!has(self.chart) && has(self.chartRef)) holds.',
    ],
  ],
  [
    'a duration that is none',
    helm({ chartRef, interval: '1 hour' }),
    [
      'refused spec.interval: it is "1 hour", which does not match ^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$. ' +
        'Write it as ^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$ has it.',
    ],
  ],
  [
    'a number for a text, and a text for a number',
    helm({ chartRef, releaseName: 5, maxHistory: '5' }),
    [
      'refused spec.releaseName: it has to be a text, and is 5. Write "5", in quotes.',
      'refused spec.maxHistory: it has to be a whole number, and is "5". Write 5, without quotes.',
    ],
  ],
  [
    'a word that is none of those allowed',
    helm({ chartRef, install: { crds: 'Always' } }),
    [
      'refused spec.install.crds: it is "Always", which is none of "Skip", "Create", "CreateReplace". ' +
        'Write one of "Skip", "Create", "CreateReplace".',
    ],
  ],
  [
    'what is required',
    helm({ chartRef: { kind: 'OCIRepository' } }),
    ['refused spec.chartRef.name: it is required, and is not there. Write it.'],
  ],
  ['null where nothing is required is as if it were not there', helm({ chartRef, timeout: null, install: null }), []],
  [
    'a version that Flux no longer serves',
    objectOf('helm.toolkit.fluxcd.io/v2beta1/HelmRelease', { spec: {} }),
    [
      'refused apiVersion: no matches for kind "HelmRelease" in version "helm.toolkit.fluxcd.io/v2beta1". ' +
        'Write helm.toolkit.fluxcd.io/v2.',
    ],
  ],
  [
    'a label that is no text, in a kind of Flux',
    { ...helm({ chartRef }), metadata: { name: 'a', namespace: 'apps', labels: { on: true } } },
    ['refused metadata.labels.on: it has to be a text, and is true. Write "true", in quotes.'],
  ],
  [
    'a rule that takes all of CEL',
    objectOf('notification.toolkit.fluxcd.io/v1/Receiver', {
      spec: { type: 'generic-oidc', resources: [{ kind: 'GitRepository', name: 'x' }] },
    }),
    [
      'refused spec: generic-oidc receivers must define at least one oidcProvider. Change it so that ' +
        "self.type != 'generic-oidc' || (has(self.oidcProviders) && size(self.oidcProviders) > 0) holds.",
    ],
  ],
  ['a kind that nobody knows', objectOf('example.com/v1/Thing', { spec: { any: 1 } }), []],
];

test.each(ofFlux)('Flux: %s', async (_title, one, expected) => {
  expect(await refusalLines([one])).toEqual(expected);
});

test('a version of Flux serves what it serves', async () => {
  const old = objectOf('source.toolkit.fluxcd.io/v1beta2/GitRepository', {
    spec: { interval: '1m', url: 'https://x' },
  });
  expect(await refusalLines([old], { fluxVersion: '2.6.0' })).toEqual([]);
  expect(await refusalLines([old], { fluxVersion: '2.9.0' })).toHaveLength(1);
});

const encrypted = `ENC[AES256_GCM,data:YQ==,iv:${'A'.repeat(43)}=,tag:${'A'.repeat(22)}==,type:str]`;
const pod = (container: JsonMap): JsonMap => ({ template: { spec: { containers: [{ name: 'c', ...container }] } } });
const deployment = (spec: JsonMap): KubernetesObject => objectOf('apps/v1/Deployment', { spec });

const remedyOfKey = 'Write letters, digits, "-", "_" or "." (at most 63), behind a domain and "/" if it needs one.';

const ofKubernetes: readonly (readonly [string, KubernetesObject, readonly string[]])[] = [
  ['all is well', deployment({ replicas: 2, ...pod({ image: 'x', ports: [{ containerPort: 80 }] }) }), []],
  [
    'a text where a number has to be',
    deployment({ replicas: '2' }),
    ['refused spec.replicas: it has to be a whole number, and is "2". Write 2, without quotes.'],
  ],
  [
    'a field that is not there',
    deployment({ replica: 2 }),
    [
      'refused spec.replica: the API server knows no such field. ' +
        'Did you mean "replicas"? Write one of minReadySeconds, paused, progressDeadlineSeconds, replicas, ' +
        'revisionHistoryLimit, selector, strategy, template.',
    ],
  ],
  [
    'a size',
    deployment(pod({ resources: { limits: { cpu: 'much', memory: true } } })),
    [
      'refused spec.template.spec.containers[0].resources.limits.cpu: it has to be a size such as 500m or 1Gi, and ' +
        'is "much". Write a size such as 500m or 1Gi.',
      'refused spec.template.spec.containers[0].resources.limits.memory: it has to be a size such as 500m or 1Gi, ' +
        'and is true. Write a size such as 500m or 1Gi.',
    ],
  ],
  [
    'labels and annotations',
    objectOf(
      'v1/ConfigMap',
      {},
      {
        labels: { 'a/b/c': 'x', 'UP.example/x': 'x', app: '', tier: '-x', ['k'.repeat(64)]: 'ok' },
        annotations: { 'UP.example/x': 'anything: {at all}', '': 'x', big: 'x'.repeat(256 * 1024) },
      },
    ),
    [
      'refused metadata.labels["a/b/c"]: "a/b/c" is no key of labels. ' + remedyOfKey,
      'refused metadata.labels["UP.example/x"]: "UP.example/x" is no key of labels. ' + remedyOfKey,
      `refused metadata.labels.${'k'.repeat(64)}: "${'k'.repeat(64)}" is no key of labels. ${remedyOfKey}`,
      'refused metadata.labels.tier: a label cannot hold "-x". Write at most 63 letters, digits, "-", "_" or ".", ' +
        'with a letter or a digit at both ends.',
      'refused metadata.annotations[""]: "" is no key of annotations. ' + remedyOfKey,
      'refused metadata.annotations: its annotations have 262178 bytes together, and may have 262144. ' +
        'Keep it in a ConfigMap.',
    ],
  ],
  [
    'an environment variable that is no text',
    deployment(pod({ env: [{ name: 'ON', value: true }] })),
    [
      'refused spec.template.spec.containers[0].env[0].value: it has to be a text, and is true. ' +
        'Write "true", in quotes.',
    ],
  ],
  [
    'an environment variable twice',
    deployment(pod({ env: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] })),
    [
      'refused spec.template.spec.containers[0].env[2]: an entry with the same name stands in the list twice ' +
        '(the first is entry 0). Remove one of them.',
    ],
  ],
  [
    'a port twice, once with the protocol that is the default',
    deployment(
      pod({
        ports: [{ containerPort: 1 }, { containerPort: 1, protocol: 'UDP' }, { containerPort: 1, protocol: 'TCP' }],
      }),
    ),
    [
      'refused spec.template.spec.containers[0].ports[2]: an entry with the same containerPort and protocol stands ' +
        'in the list twice (the first is entry 0). Remove one of them.',
    ],
  ],
  [
    'a quantity and a port are a text or a number',
    deployment(
      pod({ resources: { limits: { cpu: 2, memory: '1Gi' } }, readinessProbe: { tcpSocket: { port: 'http' } } }),
    ),
    [],
  ],
  [
    'a number of more bits than its field has',
    objectOf('v1/Service', { spec: { ports: [{ port: 4294967376, targetPort: 1.5 }], healthCheckNodePort: '1' } }),
    [
      'refused spec.ports[0].port: it has to be a whole number of 32 bits, and is 4294967376. ' +
        'Write a whole number of 32 bits.',
      'refused spec.ports[0].targetPort: it has to be a text or a whole number of 32 bits, and is 1.5. ' +
        'Write a text or a whole number of 32 bits.',
      'refused spec.healthCheckNodePort: it has to be a whole number, and is "1". Write 1, without quotes.',
    ],
  ],
  [
    'what is no time, and one without the digits of its type',
    objectOf('v1/Event', { firstTimestamp: '2026-01-31', eventTime: '2026-01-31T12:00:00Z' }),
    [
      'refused firstTimestamp: it has to be a time such as 2026-01-31T12:00:00Z, and is "2026-01-31". ' +
        'Write a time such as 2026-01-31T12:00:00Z.',
      'refused eventTime: it has to be a time such as 2026-01-31T12:00:00.000000Z, and is "2026-01-31T12:00:00Z". ' +
        'Write a time such as 2026-01-31T12:00:00.000000Z.',
    ],
  ],
  [
    'a ConfigMap has texts',
    objectOf('v1/ConfigMap', { data: { port: 80, on: null } }),
    ['refused data.port: it has to be a text, and is 80. Write "80", in quotes.'],
  ],
  [
    'a Secret has base64 in data',
    objectOf('v1/Secret', {
      data: { a: 'YQ==', b: 'not base64', c: encrypted },
    }),
    ['refused data.b: it has to be a text in base64. Write it so.'],
  ],
  ['what SOPS adds, and the status', objectOf('v1/Secret', { sops: { mac: 'x' }, status: { a: 1 } }), []],
  [
    'an API version that was removed',
    objectOf('policy/v1beta1/PodDisruptionBudget'),
    ['refused apiVersion: no matches for kind "PodDisruptionBudget" in version "policy/v1beta1". Write policy/v1.'],
  ],
  [
    'a group that was removed',
    objectOf('extensions/v1beta1/Ingress'),
    ['refused apiVersion: no matches for kind "Ingress" in version "extensions/v1beta1". Write networking.k8s.io/v1.'],
  ],
  [
    'a kind that there never was',
    objectOf('v1/Depolyment'),
    ['refused apiVersion: no matches for kind "Depolyment" in version "v1". Remove it.'],
  ],
];

test.each(ofKubernetes)('Kubernetes: %s', async (_title, one, expected) => {
  expect(await refusalLines([one])).toEqual(expected);
});

test('a notification of a kind of the Flux Operator is taken, since people add it to the definition', async () => {
  const alert = (kind: string) =>
    objectOf('notification.toolkit.fluxcd.io/v1beta3/Alert', {
      spec: { providerRef: { name: 'x' }, eventSources: [{ kind, name: '*' }] },
    });
  const [line] = await refusalLines([alert('FluxInstance')]);
  expect(line).toMatch(/^assumed spec\.eventSources\[0\]\.kind: it is "FluxInstance", which is none of /);
  expect(line).toContain('; with the Flux Operator people add its kinds to that definition, so it is taken. ');
  expect(await refusalLines([alert('FluxInstanc')])).toEqual([expect.stringMatching(/^refused /)]);
});

test('a field that a later Kubernetes has', async () => {
  const one = deployment(pod({ restartPolicyRules: [] }));
  expect(await refusalLines([one], { kubeVersion: '1.34.0' })).toEqual([]);
  expect(await refusalLines([one], { kubeVersion: 'v1.33.7' })).toHaveLength(1);
});

test('an API version that is off from birth is served where the record says so', async () => {
  const one = objectOf('storage.k8s.io/v1beta1/VolumeAttributesClass', { driverName: 'x' });
  expect(await refusalLines([one], { kubeVersion: '1.33.0' })).toHaveLength(1);
  expect(await refusalLines([one], { kubeVersion: '1.33.0', apiVersions: ['storage.k8s.io/v1beta1'] })).toEqual([]);
});

test('what goes into another cluster is not looked at', async () => {
  expect(await refusalLines([helm({})], { cluster: 'Secret apps/vc' })).toEqual([]);
});
