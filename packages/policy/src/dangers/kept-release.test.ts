import { combine, set } from '../testing/example-change';
import { same, testDangers } from '../testing/example-danger';

const cilium = 'HelmRelease flux-system/bp-cilium';
const dmz = 'HelmRelease flux-system/bp-dmz-vcluster';
const leaveIt = 'Leave it as it is, or move the data first and say so in the change.';

testDangers([
  {
    what: 'a release goes to another namespace, whose name is a part of its own',
    was: same,
    is: set(dmz, ['spec', 'targetNamespace'], 'edge'),
    says: [
      `warning kept-release fsn1: ${dmz}, spec.releaseName: it changes from dmz-bp-dmz-vcluster to ` +
        `edge-bp-dmz-vcluster, so the release is uninstalled and installed anew. ${leaveIt}`,
      `warning kept-release fsn1: ${dmz}, spec.targetNamespace: it changes from dmz to edge, so the release is ` +
        `uninstalled and installed anew. ${leaveIt}`,
    ],
  },
  {
    what: 'a release says what is the default',
    was: same,
    is: combine(
      set(dmz, ['spec', 'releaseName'], 'dmz-bp-dmz-vcluster'),
      set(dmz, ['spec', 'storageNamespace'], 'flux-system'),
    ),
    says: [],
  },
  {
    what: 'the network of a cluster that lives is to be kept elsewhere',
    was: same,
    is: set(cilium, ['spec', 'storageNamespace'], 'kube-system'),
    says: [
      `warning kept-release fsn1: ${cilium}, spec.storageNamespace: it changes from flux-system to kube-system, so ` +
        'the release is uninstalled and installed anew; nodes have no network meanwhile, and Flux needs one to ' +
        'install it. Leave it as it is: a cluster keeps what its network was installed with.',
    ],
  },
  {
    what: 'a release takes another chart',
    was: same,
    is: combine(set(dmz, ['spec', 'chartRef', 'name'], 'other'), (region) => ({
      ...region,
      releases: region.releases.map((one) =>
        one.name === 'bp-dmz-vcluster' ? { ...one, chart: { ...one.chart, name: 'other' } } : one,
      ),
    })),
    says: [
      `warning kept-release fsn1: ${dmz}: its chart changes from bp-dmz-vcluster to other, so the release is ` +
        `uninstalled and installed anew. ${leaveIt}`,
    ],
  },
]);
