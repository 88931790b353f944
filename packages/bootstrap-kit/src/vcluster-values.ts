import type { SlotValues } from '@sovereign-fleet/domain';
import { text, use } from './substitutes';

const gates = {
  mgmt: 'MGMT_VCLUSTER_ENABLED',
  dmz: 'DMZ_VCLUSTER_ENABLED',
  rtz: 'RTZ_VCLUSTER_ENABLED',
} as const;

/**
 * Values of a vCluster chart: its gate, the node label of the region, and the mirror for every image that the
 * vcluster chart 0.20.0 knows, also for those that it pulls only at run time.
 */
export function vclusterValues(block: keyof typeof gates): SlotValues {
  return {
    [`${block}Vcluster`]: {
      enabled: use(gates[block]),
      regionLabel: use('SOVEREIGN_REGION_CANONICAL_LABEL'),
      registryMirror: use('REGISTRY_MIRROR'),
    },
    vcluster: {
      controlPlane: {
        statefulSet: {
          ...mirrored('proxy-ghcr/loft-sh/vcluster'),
          scheduling: { nodeSelector: { 'openova.io/region': use('SOVEREIGN_REGION_CANONICAL_LABEL') } },
        },
        distro: {
          k8s: {
            apiServer: mirrored('proxy-k8s/kube-apiserver'),
            controllerManager: mirrored('proxy-k8s/kube-controller-manager'),
            scheduler: mirrored('proxy-k8s/kube-scheduler'),
          },
        },
        backingStore: { etcd: { deploy: { statefulSet: mirrored('proxy-k8s/etcd') } } },
        coredns: { deployment: { image: text`${'REGISTRY_MIRROR'}/proxy-dockerhub/coredns/coredns:1.11.3` } },
      },
      sync: {
        toHost: {
          pods: {
            rewriteHosts: {
              initContainer: { image: text`${'REGISTRY_MIRROR'}/proxy-dockerhub/library/alpine:3.20` },
            },
          },
        },
      },
    },
  };
}

/** An image of the chart, which keeps its tag, in the proxy project that the mirror has for its registry. */
function mirrored(repository: string): SlotValues {
  return { image: { registry: use('REGISTRY_MIRROR'), repository } };
}
