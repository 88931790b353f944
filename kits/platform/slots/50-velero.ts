import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

const plugin = {
  name: 'velero-plugin-for-aws',
  image: text`${'REGISTRY_MIRROR'}/proxy-dockerhub/velero/velero-plugin-for-aws:v1.11.0`,
  volumeMounts: [{ name: 'plugins', mountPath: '/target' }],
};

const location = {
  name: 'default',
  provider: 'aws',
  bucket: use('BACKUP_BUCKET'),
  prefix: text`${'SOVEREIGN_FQDN'}/${'SOVEREIGN_REGION_KEY'}`,
  default: true,
};

export const velero: Slot<'bp-velero'> = {
  number: '50',
  name: 'bp-velero',
  chart: {
    source: 'vmware-tanzu',
    name: 'velero',
    version: '8.1.0',
  },
  namespace: { name: 'velero', from: 'slot', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
  // The operator fetches its credentials; Flux waits for them, and tries again.
  dependsOn: ['bp-external-secrets'],
  brings: ['velero.io'],
  where: { feature: 'backup' },
  inputs: [{ kind: 'Secret', name: 'velero-credentials', key: 'cloud', to: 'credentials.secretContents.cloud' }],
  values: {
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-dockerhub/velero/velero` },
    initContainers: [plugin],
    configuration: {
      backupStorageLocation: [location],
      volumeSnapshotLocation: [],
      defaultVolumesToFsBackup: use('BACKUP_FILES'),
    },
    snapshotsEnabled: false,
    deployNodeAgent: use('BACKUP_FILES'),
    schedules: use('BACKUP_SCHEDULES'),
  },
};
