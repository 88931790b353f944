import type { Remedies } from '../issue/zod-issues';
import { providerNames } from '../sovereign/provider';
import { environments } from '../sovereign/region';
import { buildingBlocks } from './building-block';

const duration = 'Write a duration such as "5m"';
const vclusters = `Write one of ${buildingBlocks.join(', ')}, or leave it out`;

/** What to write into a field of a profile, by the field below it. */
const actionRemedies: Remedies = {
  'driftDetection.ignore': "Write [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }]",
  interval: duration,
  timeout: duration,
  'install.timeout': duration,
  'upgrade.timeout': duration,
  'rollback.timeout': duration,
  'uninstall.timeout': duration,
  'test.timeout': duration,
  'install.remediation.retries': 'Write a number such as 3, or -1 for any number of times',
  'upgrade.remediation.retries': 'Write a number such as 3, or -1 for any number of times',
};

/** The same remedies for each place that an action stands in. */
export function remediesOfAction(at: string): Remedies {
  return Object.fromEntries(Object.entries(actionRemedies).map(([field, remedy]) => [`${at}.${field}`, remedy]));
}

export const slotRemedies: Remedies = {
  '': "Write a row such as { number: '01', name: 'bp-cilium', … }",
  number: 'Write the step as "58" or "06a"',
  name: 'Write a name such as "bp-cilium"',
  release: "Write { name: 'cilium', namespace: 'flux-system' }",
  'release.name': 'Write a name such as "cilium"',
  'release.namespace': 'Write a namespace such as "flux-system"',
  chart: "Write { version: '1.4.0' }",
  'chart.source': 'Write the name of a source of the kit',
  'chart.name': 'Write the chart as it is in the registry, such as "bp-cilium"',
  'chart.version': 'Write the version that was reviewed, such as "1.4.0"',
  'chart.range': "Write true where the version is a range, such as { version: '1.x', range: true }",
  'chart.digest': 'Write the digest that the registry gives for the version',
  installs: "Write { as: 'cilium', storage: 'kube-system' }",
  'installs.as': 'Write the name that Helm knows, of 53 characters at most, such as "cilium"',
  'installs.storage': 'Write a namespace such as "kube-system"',
  namespace: "Write { name: 'cert-manager', from: 'slot' }",
  'namespace.name': 'Write a namespace such as "cert-manager"',
  'namespace.from': "Write 'slot', 'helm', 'chart' or 'elsewhere'",
  dependsOn: "Write names of slots, such as ['bp-cilium'], or []",
  brings: "Write groups such as ['cert-manager.io']",
  'brings[]': 'Write a group such as "cert-manager.io"',
  replaces: "Write ['kube-proxy'], ['cloud-controller'] or both",
  'replaces[]': "Write 'kube-proxy' or 'cloud-controller'",
  buildingBlock: vclusters,
  kubeConfig: "Write { secret: 'vc-mgmt', key: 'config' }",
  'kubeConfig.secret': 'Write the name of the Secret that the chart exports, such as "vc-mgmt"',
  'kubeConfig.key': 'Write the key of the Secret, such as "config"',
  runsIn: vclusters,
  where: "Write { roles: ['primary'], gate: 'enabled' }",
  'where.roles': "Write ['primary'], ['secondary'] or both",
  'where.roles[]': "Write 'primary' or 'secondary'",
  'where.providers': "Write providers such as ['hetzner']",
  'where.providers[]': `Write one of ${providerNames.join(', ')}`,
  'where.environments': "Write environments such as ['prod']",
  'where.environments[]': `Write one of ${environments.join(', ')}`,
  'where.off': "Write 'absent', 'suspended' or 'empty'",
  action: "Write { like: 'quick' }, or options such as { timeout: '5m' }",
  'action.like': 'Write the name of a profile of the kit',
  ...remediesOfAction('action'),
  inputs: "Write [{ kind: 'Secret', name: 'dns-token', key: 'token', to: 'provider.token' }]",
  'inputs[].kind': "Write 'Secret' or 'ConfigMap'",
  'inputs[].name': 'Write a name such as "dns-token"',
  'inputs[].key': 'Write a key such as "token"',
  values: 'Write values of the chart, such as { replicas: 2 }',
  afterHelm: "Write patches as kustomize takes them, such as [{ patch: '…', target: { kind: 'Deployment' } }]",
  'afterHelm[].patch': 'Write a patch as kustomize takes it',
};
