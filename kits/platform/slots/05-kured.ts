import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** Reboots nodes that ask for it, one at a time. */
export const kured: Slot<'bp-kured'> = {
  number: '05',
  name: 'bp-kured',
  chart: {
    source: 'kubereboot',
    name: 'kured',
    version: '5.6.1',
  },
  namespace: { name: 'kured', from: 'slot', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
  dependsOn: ['bp-cilium'],
  // AWS replaces nodes, and does not reboot them. The release stays there, suspended: who pins a node group resumes it.
  where: { providers: ['hetzner', 'huawei', 'oci', 'gcp', 'azure', 'contabo'], off: 'suspended' },
  values: {
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-ghcr/kubereboot/kured` },
    configuration: {
      rebootDays: use('REBOOT_DAYS'),
      startTime: '1am',
      endTime: '5am',
      timeZone: 'UTC',
    },
    // A node whose pod network is broken is one that has to reboot.
    hostNetwork: true,
  },
  // In the network of the host a pod asks the resolver of the node, unless it says otherwise; the chart has no value.
  afterHelm: [
    {
      target: { kind: 'DaemonSet' },
      patch: '- { op: add, path: /spec/template/spec/dnsPolicy, value: ClusterFirstWithHostNet }\n',
    },
  ],
};
