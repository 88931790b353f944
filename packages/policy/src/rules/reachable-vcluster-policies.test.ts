import type { JsonMap } from '@sovereign-fleet/domain';
import { add, type ChangeRegion, combine, set } from '../testing/example-change';
import { app, elsewhere, exportTo, install, mgmtSet } from '../testing/example-kubeconfig';
import { mgmt, podSpec, testRows } from '../testing/example-rows';
import { kit, release, renderedObject } from '../testing/example-subject';

const policyTitle = 'NetworkPolicy mgmt/mgmt-vcluster-isolation';

/** The policy of the mgmt vCluster, with these rules for what comes in. */
function admit(...ingress: readonly object[]): ChangeRegion {
  return isolate({ podSelector: {}, policyTypes: ['Ingress'], ingress } as never);
}

function isolate(spec: JsonMap, name = 'mgmt-vcluster-isolation'): ChangeRegion {
  const metadata = { name, namespace: 'mgmt' };
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
  return add(renderedObject(release('bp-mgmt-vcluster'), policy));
}

function fromNamespace(name: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

const flux = { from: [{ podSelector: {} }, fromNamespace('flux-system')] };

const shutOut =
  `error reachable-vcluster fsn1: ${policyTitle}, spec.ingress: it keeps out flux-system, from where ${app} is ` +
  `installed into ${mgmtSet}. Admit flux-system: in our charts, by networkPolicy.allowedIngressNamespaces. [${mgmt}]`;

/** A policy that admits nobody, in another namespace. */
function inNamespace(namespace: string): ChangeRegion {
  const metadata = { name: 'closed', namespace };
  const spec = { podSelector: {}, policyTypes: ['Ingress'] };
  return add(renderedObject(kit, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec }));
}

const port = (rest: object) => admit({ ...flux, ports: [rest] });

testRows('reachable-vcluster: who may reach it', [
  { what: 'nobody needs to', change: combine(exportTo('flux-system'), admit()) },
  ...[
    { what: 'its policy admits Flux', policy: admit(flux) },
    { what: 'its policy admits all', policy: admit({}) },
    { what: 'one of its policies admits Flux', policy: combine(admit(), isolate({ ingress: [flux] } as never, 'b')) },
    { what: 'its policy is for what goes out', policy: isolate({ podSelector: {}, policyTypes: ['Egress'] }) },
    { what: 'its policy is for other pods', policy: isolate({ podSelector: { matchLabels: { app: 'other' } } }) },
    { what: 'its policy admits addresses', policy: admit({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }) },
    { what: 'its policy admits its port', policy: port({ port: 8443 }) },
    { what: 'its policy admits a range of ports', policy: port({ port: 8000, endPort: 9000 }) },
    {
      what: 'its policy admits its port by its name',
      policy: combine(
        port({ port: 'https' }),
        set(mgmtSet, [...podSpec, 'containers', 0, 'ports', 0], { name: 'https', containerPort: 8443 }),
      ),
    },
    { what: 'a policy is of another namespace', policy: inNamespace('dmz') },
    { what: 'a policy is of another cluster', policy: combine(admit(), elsewhere(policyTitle)) },
    { what: 'its policy admits a protocol', policy: port({ protocol: 'TCP' }) },
    {
      what: 'its policy asks for a label that the namespace may have',
      policy: admit({ from: [{ namespaceSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'flux' } } }] }),
    },
    {
      what: 'its policy admits Flux by an expression',
      policy: admit({
        from: [
          {
            namespaceSelector: {
              matchExpressions: [
                { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['flux-system'] },
                { key: 'kubernetes.io/metadata.name', operator: 'Exists' },
                { key: 'team', operator: 'DoesNotExist' },
              ],
            },
          },
        ],
      }),
    },
  ].map(({ what, policy }) => ({ what, change: combine(exportTo('flux-system'), policy, add(install())) })),
  ...[
    { what: 'its policy admits others', policy: admit({ from: [{ podSelector: {} }, fromNamespace('dmz')] }) },
    { what: 'its policy admits nobody', policy: admit() },
    { what: 'its policy admits another port', policy: port({ port: 9090 }) },
    { what: 'its policy admits higher ports', policy: port({ port: 9000, endPort: 9090 }) },
    { what: 'its policy admits lower ports', policy: port({ port: 80, endPort: 443 }) },
    { what: 'its policy does not say for what it is', policy: isolate({ podSelector: { matchLabels: {} } }) },
    {
      what: 'its policy leaves Flux out by an expression',
      policy: admit({
        from: [
          {
            namespaceSelector: {
              matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['flux-system'] }],
            },
          },
        ],
      }),
    },
    {
      what: 'its policy asks for a label that the rendered Namespace does not have',
      policy: combine(
        admit({ from: [{ namespaceSelector: { matchLabels: { team: 'flux' } } }] }),
        add(renderedObject(kit, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } })),
      ),
    },
  ].map(({ what, policy }) => ({
    what,
    change: combine(exportTo('flux-system'), policy, add(install(), install(undefined, 'bp-second'))),
    finding: shutOut,
  })),
  {
    what: 'where the release has another namespace, Flux comes from its own all the same',
    change: combine(
      exportTo('apps'),
      admit({ from: [fromNamespace('apps')] }),
      add(install({ name: 'vc-mgmt', key: 'config' }, 'bp-app', 'apps')),
    ),
    finding: shutOut.replace(app, 'HelmRelease apps/bp-app'),
  },
  {
    what: 'two policies keep Flux out',
    change: combine(exportTo('flux-system'), admit(), isolate({ podSelector: {} }, 'second'), add(install())),
    finding: shutOut.replace(`${mgmtSet}. Admit`, `${mgmtSet}, as do NetworkPolicy mgmt/second. Admit`),
  },
]);
