import { add, combine, set } from '../testing/example-change';
import {
  configMap,
  container,
  dmz,
  dmzSet,
  entry,
  inContainer,
  podSpec,
  release54,
  testRows,
} from '../testing/example-rows';
import { kit, renderedObject } from '../testing/example-subject';

const leftRemedy =
  'Declare the substitute in the kit; where the text itself is meant, keep it in a script or in a file of a ConfigMap.';

const lookRemedy = 'Look whether the program means it; else declare the substitute in the kit.';

testRows('substituted', [
  {
    what: 'a value with ${ is a finding',
    change: set(release54, ['spec', 'values', 'host'], 'api.${FQDN}/x'),
    finding:
      `error substituted fsn1: ${release54}, spec.values.host: "\${FQDN}" is left after ` +
      `substitution. ${leftRemedy} [${dmz}]`,
  },
  {
    what: 'a key with ${ is a finding',
    change: set(dmzSet, ['metadata', 'labels', '${KEY}'], 'x'),
    finding:
      `error substituted fsn1: ${dmzSet}, metadata.labels["\${KEY}"]: "\${KEY}" is left after ` +
      `substitution. ${leftRemedy} [${dmz}]`,
  },
  {
    what: 'a ${ that is never closed is a finding',
    change: set(release54, ['spec', 'values', 'host'], '${FQDN'),
    finding:
      `error substituted fsn1: ${release54}, spec.values.host: "\${FQDN" is left after ` +
      `substitution. ${leftRemedy} [${dmz}]`,
  },
  {
    what: 'a ${ in a file of a ConfigMap may be meant: a warning',
    change: add(renderedObject(kit, configMap('scripts', { 'run.sh': 'echo ${HOME}' }))),
    finding:
      `warning substituted-program fsn1: ConfigMap dmz/scripts, data["run.sh"]: "\${HOME}" is left ` +
      `after substitution. ${lookRemedy} [${entry}]`,
  },
  {
    what: 'a ${ in a script among the values may be meant: a warning',
    change: set(release54, ['spec', 'values', 'script'], 'set -e\necho ${HOME}\n'),
    finding:
      `warning substituted-program fsn1: ${release54}, spec.values.script: "\${HOME}" is left after ` +
      `substitution. ${lookRemedy} [${dmz}]`,
  },
  {
    what: 'a value of a ConfigMap is not a file',
    change: add(renderedObject(kit, configMap('values', { HOST: 'api.${FQDN}' }))),
    finding:
      `error substituted fsn1: ConfigMap dmz/values, data.HOST: "\${FQDN}" is left after ` +
      `substitution. ${leftRemedy} [${entry}]`,
  },
  ...[{ args: ['--home=${HOME}'] }, { command: ['run', '--home', '${HOME}'] }].map((rest) => ({
    what: `no shell reads ${JSON.stringify(rest)}`,
    change: add(container(rest)),
    finding:
      `error substituted fsn1: ${inContainer}.${'args' in rest ? 'args[0]' : 'command[2]'}: "\${HOME}" ` +
      `is left after substitution. ${leftRemedy} [${entry}]`,
  })),
  ...[
    { rest: { command: ['sh', '-ec', 'echo ${HOME}'] }, field: 'command[2]' },
    { rest: { command: ['bash', '-c'], args: ['echo ${HOME}'] }, field: 'args[0]' },
    { rest: { args: ['echo\n${HOME}'] }, field: 'args[0]' },
  ].map(({ rest, field }) => ({
    what: `a shell may read ${JSON.stringify(rest)}: a warning`,
    change: add(container(rest)),
    finding:
      `warning substituted-program fsn1: ${inContainer}.${field}: "\${HOME}" is left after ` +
      `substitution. ${lookRemedy} [${entry}]`,
  })),
  {
    what: 'a program may have variables that Flux has not',
    change: add(container({ args: ['--config=yaml:${env:HOME}'] })),
    finding:
      `warning substituted-program fsn1: ${inContainer}.args[0]: "\${env:HOME}" is left after ` +
      `substitution. ${lookRemedy} [${entry}]`,
  },
  {
    what: 'the command that a chart made is its own',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'args', 0], '--home=${HOME}'),
  },
  {
    what: 'a name that a chart made with ${ is a finding',
    change: set(dmzSet, [...podSpec, 'serviceAccountName'], 'vc-${NAME}'),
    finding:
      `error substituted fsn1: ${dmzSet}, spec.template.spec.serviceAccountName: "\${NAME}" is left ` +
      `after substitution. ${leftRemedy} [${dmz}]`,
  },
  { what: 'a $ alone is not a finding', change: set(release54, ['spec', 'values', 'price'], 'US$5 {x}') },
]);

testRows('unique-object', [
  {
    what: 'an object of two appliers is a finding',
    change: add(
      renderedObject(kit, {
        apiVersion: 'apps/v1beta1',
        kind: 'StatefulSet',
        metadata: { name: 'dmz-vcluster', namespace: 'dmz' },
      }),
    ),
    finding:
      `error unique-object fsn1: ${dmzSet}: it is declared 2 times, by HelmRelease ` +
      'flux-system/bp-dmz-vcluster and Kustomization flux-system/bootstrap-kit: each would undo the ' +
      `other. Declare it in one of them. [${dmz}]`,
  },
  {
    what: 'an object that one applier has twice is a finding',
    change: add(renderedObject(kit, configMap('twin', {})), renderedObject(kit, configMap('twin', {}))),
    finding:
      'error unique-object fsn1: ConfigMap dmz/twin: Kustomization flux-system/bootstrap-kit declares ' +
      `it 2 times. Declare it in one of them. [${entry}]`,
  },
  {
    what: 'the same name in another group is another object',
    change: add(
      renderedObject(kit, {
        apiVersion: 'example.com/v1',
        kind: 'Service',
        metadata: { name: 'dmz-vcluster', namespace: 'dmz' },
      }),
    ),
  },
]);

const keptRemedy = 'Annotate it helm.sh/resource-policy: keep, or declare it in the slot.';

testRows('kept-namespace', [
  {
    what: 'a Namespace that goes with its release is a finding',
    change: set('Namespace dmz', ['metadata', 'annotations'], undefined),
    finding:
      'error kept-namespace fsn1: Namespace dmz: HelmRelease flux-system/bp-dmz-vcluster has ' +
      'targetNamespace dmz, and an uninstall would delete the Namespace with all that is in ' +
      `it. ${keptRemedy} [${dmz}]`,
  },
  {
    what: 'a Namespace below a Kustomization with targetNamespace is a finding',
    change: combine(
      set('Kustomization flux-system/bootstrap-kit', ['spec', 'targetNamespace'], 'apps'),
      add(renderedObject(kit, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } })),
    ),
    finding:
      'error kept-namespace fsn1: Namespace apps: Kustomization flux-system/bootstrap-kit has ' +
      `targetNamespace apps, which kustomize writes over the Namespace's own name. Declare it under a ` +
      `Kustomization without targetNamespace. [${entry}]`,
  },
  {
    what: 'a Namespace that Helm makes before it installs is as it should be: it stays',
    change: set('Namespace dmz', ['metadata'], { name: 'dmz', labels: { name: 'dmz' } }),
  },
  {
    what: 'a Namespace below another Kustomization is as it should be',
    change: add(renderedObject(kit, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } })),
  },
]);

function bare(apiVersion: string, kind: string) {
  return { apiVersion, kind, metadata: { name: 'x' } };
}

testRows('named-namespace', [
  ...(
    [
      ['v1', 'ConfigMap'],
      ['apps/v1', 'Deployment'],
      ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
    ] as const
  ).map(([apiVersion, kind]) => ({
    what: `Flux refuses a ${kind} without a namespace`,
    change: add(renderedObject(kit, bare(apiVersion, kind))),
    finding:
      `error named-namespace fsn1: ${kind} x, metadata.namespace: it has no namespace, so Flux refuses ` +
      'all that its Kustomization applies. Write its namespace, or set targetNamespace of the ' +
      `Kustomization. [${entry}]`,
  })),
  {
    what: 'a kind without namespaces has none, and of other kinds it is not known',
    change: add(
      renderedObject(kit, bare('rbac.authorization.k8s.io/v1', 'ClusterRole')),
      renderedObject(kit, bare('example.com/v1', 'Thing')),
    ),
  },
]);
