import { createHash } from 'node:crypto';
import type { KubernetesObject } from '@sovereign-fleet/renderer';

/** As many objects as a large tree renders, with the texts that such objects have: always the same. */
export function largeTree(rounds: number): readonly KubernetesObject[] {
  return Array.from({ length: rounds }, (_, round) => [
    ...Array.from({ length: 12 }, (_, at) => deployment(12 * round + at)),
    ...Array.from({ length: 3 }, (_, at) => definition(3 * round + at)),
    ...Array.from({ length: 4 }, (_, at) => release(4 * round + at)),
    configMap(round, 'dashboard', { 'dashboard.json': dashboard(round) }),
    configMap(round, 'ca', {
      'ca.crt': Array.from({ length: 3 }, (_, at) => pem('CERTIFICATE', 3 * round + at)).join(''),
    }),
    configMap(round, 'script', { 'run.sh': script(round) }),
  ]).flat();
}

/** What Secrets hold, and what programs read out of it: passwords, keys, logins, tokens, addresses, names. */
export function secretTexts(count: number): readonly string[] {
  const kinds: readonly ((seed: string) => readonly string[])[] = [
    (seed) => [bytesOf(seed).toString('base64').replace(/\W/g, '').slice(0, 24)],
    (seed) => linesAnd(pem('PRIVATE KEY', Number(seed.slice(1)))),
    (seed) => login(`bot-${seed}`, `ghp_${bytesOf(seed).toString('hex').slice(0, 36)}`),
    (seed) => [bytesOf(seed).toString('base64')],
    (seed) => [token({ sub: seed, iat: 1_700_000_000 }, seed)],
    (seed) => [`postgres://app:${bytesOf(seed).toString('hex').slice(0, 20)}@db-${seed}.data.svc:5432/app`],
    (seed) => [`user-${seed}`, bytesOf(seed).toString('hex')],
    (seed) => [`qz${seed}!`],
  ];
  return Array.from({ length: count }, (_, at) => kinds[at % kinds.length]?.(`s${at}`) ?? []).flat();
}

function bytesOf(seed: string): Buffer {
  return createHash('sha512').update(seed).digest();
}

function pem(kind: string, seed: number): string {
  const lines = Array.from({ length: 20 }, (_, at) => bytesOf(`${kind} ${seed} ${at}`).toString('base64').slice(0, 64));
  return `-----BEGIN ${kind}-----\n${lines.join('\n')}\n-----END ${kind}-----\n`;
}

function linesAnd(text: string): readonly string[] {
  return [text.trim(), ...text.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))];
}

function login(username: string, password: string): readonly string[] {
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return [
    JSON.stringify({ auths: { 'registry.example.com': { username, password, auth } } }),
    username,
    password,
    auth,
  ];
}

function token(claims: object, seed: string): string {
  const parts = [
    JSON.stringify({ alg: 'RS256', typ: 'JWT' }),
    JSON.stringify(claims),
    bytesOf(seed).toString('latin1'),
  ];
  return parts.map((part) => Buffer.from(part, 'latin1').toString('base64url')).join('.');
}

const nouns =
  'gateway ingester querier compactor scheduler controller operator proxy exporter webhook cache worker'.split(' ');
const prose =
  'If specified, indicates how the controller selects the pods of this workload; when empty, all namespaces match. ' +
  'More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors. ' +
  "Defaults to the value of the cluster's configuration... This field is immutable, and cannot be updated.";

function nameOf(at: number): string {
  return `${nouns[at % nouns.length] ?? ''}-${nouns[(at * 7) % nouns.length] ?? ''}-${at}`;
}

function object(type: string, name: string, more: object): KubernetesObject {
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/managed-by': 'Helm',
    'helm.sh/chart': `${name}-1.${name.length}.0`,
  };
  const [apiVersion = '', kind = ''] = type.split(' ');
  return { apiVersion, kind, metadata: { name, namespace: `ns-${name.length}`, labels }, ...more };
}

function deployment(at: number): KubernetesObject {
  const name = nameOf(at);
  const env = Array.from({ length: 6 }, (_, one) => ({
    name: `${nouns[one]?.toUpperCase() ?? ''}_URL`,
    value: `http://${nameOf(at + one)}.ns-${one}.svc.cluster.local:${8000 + one}/api/v${at}`,
  }));
  const container = {
    name,
    image: `registry.example.com/platform/${name}:v1.${at}.0@sha256:${bytesOf(name).toString('hex').slice(0, 64)}`,
    args: [
      '--leader-elect',
      `--metrics-bind-address=:${8080 + at}`,
      `--config=/etc/${name}/config.yaml`,
      '--zap-log-level=info',
    ],
    env,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: `${128 + at}Mi` } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    volumeMounts: [{ name: 'config', mountPath: `/etc/${name}`, readOnly: true }],
  };
  const template = {
    metadata: { annotations: { 'checksum/config': bytesOf(`c${at}`).toString('hex').slice(0, 64) } },
    spec: { serviceAccountName: name, containers: [container] },
  };
  return object('apps/v1 Deployment', name, {
    spec: { replicas: 2, selector: { matchLabels: { app: name } }, template },
  });
}

function definition(at: number): KubernetesObject {
  const fields = Array.from({ length: 60 }, (_, one): [string, object] => [
    `${nouns[one % nouns.length] ?? ''}Policy${one}`,
    { type: 'string', description: `${nameOf(at * 60 + one)}: ${prose.slice((7 * one) % 90)}` },
  ]);
  const schema = {
    openAPIV3Schema: {
      type: 'object',
      properties: { spec: { type: 'object', properties: Object.fromEntries(fields) } },
    },
  };
  const names = { kind: `Kind${at}`, plural: `kind${at}s` };
  const spec = {
    group: `g${at}.example.com`,
    names,
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true, schema }],
  };
  return object('apiextensions.k8s.io/v1 CustomResourceDefinition', `kind${at}s.g${at}.example.com`, { spec });
}

function release(at: number): KubernetesObject {
  const values = Object.fromEntries(
    nouns.map((noun) => [
      noun,
      {
        enabled: at % 2 === 0,
        host: `${noun}-${at}.fleet.example.com`,
        note: `${noun}: ${prose.slice(0, 60 + (at % 40))}`,
      },
    ]),
  );
  const chart = {
    spec: { chart: nameOf(at), version: `1.${at}.0`, sourceRef: { kind: 'HelmRepository', name: 'charts' } },
  };
  return object('helm.toolkit.fluxcd.io/v2 HelmRelease', nameOf(at), { spec: { interval: '15m', chart, values } });
}

function configMap(at: number, name: string, data: Readonly<Record<string, string>>): KubernetesObject {
  return object('v1 ConfigMap', `${name}-${at}`, { data });
}

/** JSON in a text, with escapes in its own texts. */
function dashboard(at: number): string {
  const panels = Array.from({ length: 40 }, (_, one) => ({
    title: `${nameOf(one)} \u00b7 p99`,
    description: `${prose.slice(one)}\n\nSee "${nameOf(at + one)}".\tUnit: 95%`,
    targets: [
      {
        expr: `quantile(0.99, sum(rate(http_${one}_bucket{job=~"$job", pod!=""}[5m])) by (le)) > ${at}`,
      },
    ],
  }));
  return JSON.stringify(
    { uid: bytesOf(`d${at}`).toString('hex').slice(0, 12), title: nameOf(at), panels },
    undefined,
    2,
  );
}

function script(at: number): string {
  const lines = Array.from({ length: 60 }, (_, one) => {
    const url = `https://${nameOf(one)}.example.com/?q=a%20b&page=${at}`;
    return `  printf '%s\\n' "$HOST_${one}" | grep -E '^[a-z0-9.-]+$' && curl -fsS "${url}"`;
  });
  return `#!/bin/sh\nset -eu\nwhile true; do\n${lines.join('\n')}\n  sleep 30\ndone\n`;
}
