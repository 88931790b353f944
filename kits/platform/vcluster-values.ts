import { type BuildingBlock, nodeLabel, type SlotValues } from '@sovereign-fleet/nx';
import { type parameters, text, use } from './parameters';

const gates: Readonly<Record<BuildingBlock, keyof typeof parameters>> = {
  mgmt: 'MGMT_VCLUSTER_ENABLED',
  dmz: 'DMZ_VCLUSTER_ENABLED',
  rtz: 'RTZ_VCLUSTER_ENABLED',
};

/** Values of a vCluster chart: its gate, the nodes of the region, and the mirror for each image it may pull. */
export function vclusterValues(block: BuildingBlock): SlotValues {
  const regionLabel = use('SOVEREIGN_REGION_CANONICAL_LABEL');
  return {
    [`${block}Vcluster`]: { enabled: use(gates[block]), regionLabel, registryMirror: use('REGISTRY_MIRROR') },
    vcluster: {
      controlPlane: {
        statefulSet: {
          ...mirrored('proxy-ghcr/loft-sh/vcluster'),
          scheduling: { nodeSelector: { [nodeLabel]: regionLabel } },
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
            rewriteHosts: { initContainer: { image: text`${'REGISTRY_MIRROR'}/proxy-dockerhub/library/alpine:3.20` } },
          },
        },
      },
    },
  };
}

function mirrored(repository: string): SlotValues {
  return { image: { registry: use('REGISTRY_MIRROR'), repository } };
}
