import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

const volume = {
  storageClassName: use('STORAGE_CLASS'),
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '50Gi' } },
};

export const prometheus: Slot<'bp-prometheus'> = {
  number: '40',
  name: 'bp-prometheus',
  chart: {
    source: 'prometheus-community',
    name: 'kube-prometheus-stack',
    version: '67.8.0',
  },
  namespace: { name: 'monitoring', from: 'slot', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
  dependsOn: ['bp-prometheus-crds', { oneOf: ['bp-hcloud-csi', 'bp-aws-ebs-csi'] }],
  where: { feature: 'observability' },
  action: { like: 'careful' },
  inputs: [{ kind: 'ConfigMap', name: 'alert-routes', key: 'values.yaml', optional: true }],
  values: {
    // Its own CRDs would be those of another version than bp-prometheus-crds has.
    crds: { enabled: false },
    global: { imageRegistry: use('REGISTRY_MIRROR') },
    prometheus: {
      prometheusSpec: {
        externalLabels: { cluster: use('SOVEREIGN_REGION_CANONICAL_LABEL'), role: use('SOVEREIGN_REGION_ROLE') },
        retention: text`${'RETENTION_DAYS'}d`,
        resources: use('PROMETHEUS_RESOURCES'),
        replicas: use('REPLICAS'),
        logLevel: use('LOG_LEVEL'),
        storageSpec: { volumeClaimTemplate: { spec: volume } },
      },
    },
    grafana: { 'grafana.ini': { server: { root_url: text`https://grafana.${'SOVEREIGN_FQDN'}` } } },
  },
};
