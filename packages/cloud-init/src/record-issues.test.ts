import { formatIssue } from '@sovereign-fleet/domain';
import { deliveredKeys, tokenInput } from './inputs';
import { issuesOfInputs } from './record-issues';

const from = { from: 'bootstrap', namespace: 'flux-system', why: 'is read', readers: [] } as const;

test('two keys whose inputs would have one name are refused, and so is one that Phase 0 has itself', () => {
  const delivered = deliveredKeys([
    { ...from, kind: 'Secret', name: 'dns-token', keys: ['a.b'] },
    { ...from, kind: 'ConfigMap', name: 'dns', keys: ['token-a-b'] },
    { ...from, kind: 'Secret', name: 'k3s', keys: ['token'] },
    { ...from, kind: 'Secret', name: 'other', keys: ['key'], from: { slot: 'bp-vault' } },
  ]);
  expect(delivered.map(({ input }) => input.name)).toEqual(['DNS_TOKEN_A_B', 'DNS_TOKEN_A_B', 'K3S_TOKEN']);
  expect(issuesOfInputs(delivered, [tokenInput], 'kit.ts').map(formatIssue)).toEqual([
    'kit.ts: configMaps["dns"].keys is "token-a-b": its input would be DNS_TOKEN_A_B, which key a.b of Secret ' +
      'flux-system/dns-token has. Give the object or its key another name.',
    'kit.ts: secrets["k3s"].keys is …: its input would be K3S_TOKEN, which Phase 0 itself has. Give the object or ' +
      'its key another name.',
  ]);
});

test('of two Secrets of one name in two namespaces, the inputs are called as their rows are', () => {
  const delivered = deliveredKeys([
    { ...from, kind: 'Secret', name: 'pull', row: 'pull', keys: ['a'] },
    { ...from, kind: 'Secret', namespace: 'apps', name: 'pull', row: 'pull-apps', keys: ['a'] },
  ]);
  expect(delivered.map(({ input, namespace, object }) => [input.name, namespace, object])).toEqual([
    ['PULL_A', 'flux-system', 'pull'],
    ['PULL_APPS_A', 'apps', 'pull'],
  ]);
  expect(issuesOfInputs(delivered, [tokenInput], 'kit.ts')).toEqual([]);
});
