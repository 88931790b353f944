import { add, set } from '../testing/example-change';
import { customResource, dmz, release54, testRows, values, workload } from '../testing/example-rows';
import { release, renderedObject } from '../testing/example-subject';

const nodeSelectorOfNamespace = 'scheduler.alpha.kubernetes.io/node-selector';
const role = 'catalyst.openova.io/region-role';
const roleProblem =
  `it chooses nodes by "${role}", and no node has the role of its region as a label. Choose nodes by ` +
  "openova.io/region, or let the slot be on by role: where: { roles: ['primary'] }.";
const asked = (what: string, field: string, file: string) =>
  `error no-role-label fsn1: ${what}, ${field}: ${roleProblem} [${file}]`;
const expression = { key: role, operator: 'In', values: ['primary'] };
const onPods = (spec: object) => add(renderedObject(release('bp-dmz-vcluster'), workload('DaemonSet', spec)));
const ofPods = (pod: object) => ({ template: { spec: pod } });

testRows('no-role-label', [
  ...[
    { place: 'nodeSelector', pod: { nodeSelector: { [role]: 'primary' } }, field: `nodeSelector["${role}"]` },
    {
      place: 'a required node affinity',
      pod: { affinity: affinityOf({ requiredDuringSchedulingIgnoredDuringExecution: terms(expression) }) },
      field:
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]',
    },
    {
      place: 'a preferred node affinity',
      pod: {
        affinity: affinityOf({
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 1, preference: { matchExpressions: [expression] } },
          ],
        }),
      },
      field: 'affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0]',
    },
    {
      place: 'an affinity to other pods',
      pod: {
        affinity: {
          podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: role }] },
        },
      },
      field: 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey',
    },
    {
      place: 'a spread of pods',
      pod: { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: role }] },
      field: 'topologySpreadConstraints[0].topologyKey',
    },
  ].map(({ place, pod, field }) => ({
    what: `the pods of a workload by ${place}`,
    change: onPods(ofPods(pod)),
    finding: asked('DaemonSet dmz/made-up', `spec.template.spec.${field}`, dmz),
  })),
  {
    what: 'the pods of a CronJob',
    change: add(
      renderedObject(
        release('bp-dmz-vcluster'),
        workload('CronJob', { jobTemplate: { spec: ofPods({ nodeSelector: { [role]: 'primary' } }) } }),
      ),
    ),
    finding: asked('CronJob dmz/made-up', `spec.jobTemplate.spec.template.spec.nodeSelector["${role}"]`, dmz),
  },
  {
    what: 'the nodes that a vCluster has in it',
    change: set(release54, [...values, 'sync'], {
      fromHost: { nodes: { selector: { labels: { [role]: 'primary' } } } },
    }),
    finding: asked(release54, `spec.values.vcluster.sync.fromHost.nodes.selector.labels["${role}"]`, dmz),
  },
  {
    what: 'the nodes that an old vCluster has in it',
    change: set(release54, [...values, 'sync'], { nodes: { nodeSelector: `disk=ssd, ${role}=primary` } }),
    finding: asked(release54, 'spec.values.vcluster.sync.nodes.nodeSelector', dmz),
  },
  {
    what: 'the pods of a Namespace',
    change: set('Namespace dmz', ['metadata', 'annotations', nodeSelectorOfNamespace], `${role}=primary`),
    finding: asked('Namespace dmz', `metadata.annotations["${nodeSelectorOfNamespace}"]`, dmz),
  },
  {
    what: 'the nodes of the volumes of a class',
    change: add(
      renderedObject(release('bp-dmz-vcluster'), {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'fast' },
        allowedTopologies: [{ matchLabelExpressions: [{ key: role, values: ['primary'] }] }],
      }),
    ),
    finding: asked('StorageClass fast', 'allowedTopologies[0].matchLabelExpressions[0]', dmz),
  },
  ...['topology.kubernetes.io/region', 'node-role.kubernetes.io/control-plane', 'example.com/disk'].map((key) => ({
    what: `a label that names no role of a region: ${key}`,
    change: onPods(ofPods({ nodeSelector: { [key]: '' } })),
  })),
  {
    what: 'a selector of pods',
    change: add(
      customResource({ podSelector: { matchLabels: { [role]: 'primary' }, matchExpressions: [expression] } }),
    ),
  },
]);

function affinityOf(nodeAffinity: object) {
  return { nodeAffinity };
}

function terms(one: object) {
  return { nodeSelectorTerms: [{ matchExpressions: [one] }] };
}
