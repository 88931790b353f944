import { type BuildingBlock, nodeLabel, type SlotValues } from '@sovereign-fleet/nx';
import { type parameters, text, use } from './parameters';

const gates: Readonly<Record<BuildingBlock, keyof typeof parameters>> = {
  mgmt: 'MGMT_VCLUSTER_ENABLED',
  dmz: 'DMZ_VCLUSTER_ENABLED',
  rtz: 'RTZ_VCLUSTER_ENABLED',
};

/**
 * Values of a vCluster chart: its gate, the node label of the region, and the mirror for every image that the
 * vcluster chart 0.20.0 knows, also for those that are pulled only at run time.
 */
export function vclusterValues(block: BuildingBlock): SlotValues {
  return {
    [`${block}Vcluster`]: {
      enabled: use(gates[block]),
      regionLabel: use('SOVEREIGN_REGION_CANONICAL_LABEL'),
      registryMirror: use('REGISTRY_MIRROR'),
    },
    vcluster: {
      controlPlane: {
        statefulSet: {
          ...imageInMirror('proxy-ghcr/loft-sh/vcluster'),
          scheduling: { nodeSelector: { [nodeLabel]: use('SOVEREIGN_REGION_CANONICAL_LABEL') } },
        },
        distro: {
          k8s: {
            apiServer: imageInMirror('proxy-k8s/kube-apiserver'),
            controllerManager: imageInMirror('proxy-k8s/kube-controller-manager'),
            scheduler: imageInMirror('proxy-k8s/kube-scheduler'),
          },
        },
        backingStore: { etcd: { deploy: { statefulSet: imageInMirror('proxy-k8s/etcd') } } },
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

/** An image of the chart, in the proxy project that the mirror has for its registry. The chart keeps its tag. */
function imageInMirror(repository: string): SlotValues {
  return { image: { registry: use('REGISTRY_MIRROR'), repository } };
}
