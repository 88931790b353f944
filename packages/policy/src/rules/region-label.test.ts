import { add, combine, set } from '../testing/example-change';
import { container, customResource, dmz, dmzSet, entry, podSpec, testRows, workload } from '../testing/example-rows';
import { release, renderedObject } from '../testing/example-subject';

function affinity(rest: object) {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: 'openova.io/region', ...rest }] }];
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } as never;
}

const nodeSelectorOfNamespace = 'scheduler.alpha.kubernetes.io/node-selector';

const labelRemedy = 'Write ${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot.';

testRows('canonical-region-label', [
  {
    what: 'the key of the region is not its label',
    region: 'hel1',
    change: set(dmzSet, [...podSpec, 'nodeSelector', 'openova.io/region'], 'hel1'),
    finding:
      `error canonical-region-label hel1: ${dmzSet}, ` +
      'spec.template.spec.nodeSelector["openova.io/region"]: it is "hel1", and the nodes of the region ' +
      `carry "hz-hel-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'an empty label is not the label of the region',
    change: set(dmzSet, [...podSpec, 'nodeSelector', 'openova.io/region'], ''),
    finding:
      `error canonical-region-label fsn1: ${dmzSet}, ` +
      'spec.template.spec.nodeSelector["openova.io/region"]: it is "", and the nodes of the region ' +
      `carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'the pods of a CronJob are looked at',
    change: add(
      renderedObject(
        release('bp-dmz-vcluster'),
        workload('CronJob', {
          jobTemplate: { spec: { template: { spec: { nodeSelector: { 'openova.io/region': 'hz-nbg-rtz-prod' } } } } },
        }),
      ),
    ),
    finding:
      'error canonical-region-label fsn1: CronJob dmz/made-up, ' +
      'spec.jobTemplate.spec.template.spec.nodeSelector["openova.io/region"]: it is "hz-nbg-rtz-prod", ' +
      `and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'a required node affinity is a node selector by another name',
    change: set(dmzSet, [...podSpec, 'affinity'], {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'openova.io/region', operator: 'In', values: ['fsn1'] }] }],
        },
      },
    }),
    finding:
      `error canonical-region-label fsn1: ${dmzSet}, ` +
      'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.' +
      'nodeSelectorTerms[0].matchExpressions[0].values: ' +
      'it is ["fsn1"], and the nodes of the region carry "hz-fsn-rtz-prod": no pod would ' +
      `start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'other node selectors are free',
    change: set(dmzSet, [...podSpec, 'nodeSelector', 'disk'], 'ssd'),
  },
  {
    what: 'pods without a node selector are free',
    change: add(container({})),
  },
  ...[
    { rest: { operator: 'NotIn', values: ['hz-fsn-rtz-prod'] }, shown: 'NotIn ["hz-fsn-rtz-prod"]' },
    { rest: { operator: 'DoesNotExist' }, shown: '"DoesNotExist"' },
    { rest: { operator: 'Gt', values: ['1'] }, shown: '"Gt"' },
  ].map(({ rest, shown }) => ({
    what: `a required affinity that leaves no node: ${rest.operator}`,
    change: set(dmzSet, [...podSpec, 'affinity'], affinity(rest)),
    finding:
      `error canonical-region-label fsn1: ${dmzSet}, ` +
      'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.' +
      'nodeSelectorTerms[0].matchExpressions[0].operator: ' +
      `it is ${shown}, and the nodes of the region carry "hz-fsn-rtz-prod": no pod would ` +
      `start. ${labelRemedy} [${dmz}]`,
  })),
  ...[{ operator: 'NotIn', values: ['hz-nbg-rtz-prod'] }, { operator: 'Exists' }].map((rest) => ({
    what: `an affinity that every node of the region meets: ${rest.operator}`,
    change: set(dmzSet, [...podSpec, 'affinity'], affinity(rest)),
  })),
  {
    what: 'a selector of pods may ask for pods without the label',
    change: add(
      customResource({ podSelector: { matchExpressions: [{ key: 'openova.io/region', operator: 'DoesNotExist' }] } }),
    ),
  },
  {
    what: 'a label selector of a custom resource may be one of nodes',
    change: add(customResource({ nodeSelector: { matchLabels: { 'openova.io/region': 'fsn1' } } })),
    finding:
      'error canonical-region-label fsn1: Thing dmz/x, ' +
      'spec.nodeSelector.matchLabels["openova.io/region"]: it is "fsn1", and the nodes of the region ' +
      `carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${entry}]`,
  },
  {
    what: 'the expressions of a selector of nodes in a custom resource are looked at',
    change: add(
      customResource({ nodeSelector: { matchExpressions: [{ key: 'openova.io/region', operator: 'DoesNotExist' }] } }),
    ),
    finding:
      'error canonical-region-label fsn1: Thing dmz/x, spec.nodeSelector.matchExpressions[0].operator: ' +
      'it is "DoesNotExist", and the nodes of the region carry "hz-fsn-rtz-prod": no pod would ' +
      `start. ${labelRemedy} [${entry}]`,
  },
  {
    what: 'a Namespace may choose the nodes of all its pods',
    change: set('Namespace dmz', ['metadata', 'annotations', nodeSelectorOfNamespace], 'a=b, openova.io/region=fsn1'),
    finding:
      'error canonical-region-label fsn1: Namespace dmz, ' +
      `metadata.annotations["${nodeSelectorOfNamespace}"]: it is "fsn1", and the nodes of the region ` +
      `carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'a Namespace may choose the nodes of its region',
    change: set(
      'Namespace dmz',
      ['metadata', 'annotations', nodeSelectorOfNamespace],
      'openova.io/region=hz-fsn-rtz-prod',
    ),
  },
]);

const unplaced = (what: string, file: string) =>
  `error placed-vcluster fsn1: ${what}, spec.template.spec.nodeSelector: it does not choose nodes ` +
  'by openova.io/region, so the vCluster may start outside its region. Write openova.io/region: ' +
  `\${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot. [${file}]`;

testRows('placed-vcluster', [
  {
    what: 'a vCluster without a node selector is a finding',
    change: set(dmzSet, [...podSpec, 'nodeSelector'], undefined),
    finding: unplaced(dmzSet, dmz),
  },
  {
    what: 'a node selector by something else is not enough',
    change: set(dmzSet, [...podSpec, 'nodeSelector'], { disk: 'ssd' }),
    finding: unplaced(dmzSet, dmz),
  },
  {
    what: 'a required affinity is enough',
    change: combine(
      set(dmzSet, [...podSpec, 'nodeSelector'], undefined),
      set(dmzSet, [...podSpec, 'affinity'], affinity({ operator: 'In', values: ['hz-fsn-rtz-prod'] })),
    ),
  },
  {
    what: 'an affinity to nodes that have the label is not enough',
    change: combine(
      set(dmzSet, [...podSpec, 'nodeSelector'], undefined),
      set(dmzSet, [...podSpec, 'affinity'], affinity({ operator: 'Exists' })),
    ),
    finding: unplaced(dmzSet, dmz),
  },
]);
