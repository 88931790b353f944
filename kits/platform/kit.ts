import {
  defineKit,
  type Kit,
  regionLabel,
  regionRoleLabel,
  sovereignAnnotation,
  sovereignsOf,
} from '@sovereign-fleet/nx';
import { features } from './features';
import { parameters, use } from './parameters';
import { profiles } from './profiles';
import { configMaps, secrets } from './secrets';
import { cilium } from './slots/01-cilium';
import { prometheusCrds } from './slots/02-prometheus-crds';
import { certManager } from './slots/03-cert-manager';
import { trustManager } from './slots/04-trust-manager';
import { kured } from './slots/05-kured';
import { hcloudCcm } from './slots/10-hcloud-ccm';
import { hcloudCsi } from './slots/11-hcloud-csi';
import { awsLb } from './slots/12-aws-lb';
import { awsEbsCsi } from './slots/13-aws-ebs-csi';
import { snapshotController } from './slots/14-snapshot-controller';
import { externalDns } from './slots/20-external-dns';
import { externalSecrets } from './slots/21-external-secrets';
import { openbao } from './slots/22-openbao';
import { reloader } from './slots/23-reloader';
import { kyverno } from './slots/30-kyverno';
import { policyReporter } from './slots/31-policy-reporter';
import { trivyOperator } from './slots/32-trivy-operator';
import { falco } from './slots/33-falco';
import { prometheus } from './slots/40-prometheus';
import { loki } from './slots/41-loki';
import { tempo } from './slots/42-tempo';
import { alloy } from './slots/43-alloy';
import { opencost } from './slots/44-opencost';
import { velero } from './slots/50-velero';
import { dmzVcluster } from './slots/54-dmz-vcluster';
import { oauth2Proxy } from './slots/55-oauth2-proxy';
import { mgmtVcluster } from './slots/58-mgmt-vcluster';
import { rtzVcluster } from './slots/59-rtz-vcluster';
import { keycloak } from './slots/60-keycloak';
import { nats } from './slots/61-nats';
import { cloudnativePg } from './slots/62-cloudnative-pg';
import { barmanCloud } from './slots/63-barman-cloud';
import { valkey } from './slots/64-valkey';
import { strimzi } from './slots/65-strimzi';
import { keda } from './slots/66-keda';
import { harbor } from './slots/70-harbor';
import { chaosMesh } from './slots/80-chaos-mesh';
import { sources } from './sources';

const slots = [
  cilium,
  prometheusCrds,
  certManager,
  trustManager,
  kured,
  hcloudCcm,
  hcloudCsi,
  awsLb,
  awsEbsCsi,
  snapshotController,
  externalDns,
  externalSecrets,
  openbao,
  reloader,
  kyverno,
  policyReporter,
  trivyOperator,
  falco,
  prometheus,
  loki,
  tempo,
  alloy,
  opencost,
  velero,
  dmzVcluster,
  oauth2Proxy,
  mgmtVcluster,
  rtzVcluster,
  keycloak,
  nats,
  cloudnativePg,
  barmanCloud,
  valkey,
  strimzi,
  keda,
  harbor,
  chaosMesh,
] as const;

/**
 * A platform of public charts. Its core is the network, certificates, reboots of nodes and the vClusters; everything
 * else belongs to a feature that is off until a layer turns it on, so a small Sovereign of this kit stays small.
 */
const platform: Kit<typeof parameters, typeof slots, typeof features> = defineKit({
  name: 'platform',
  sources,
  profiles,
  secrets,
  configMaps,
  labels: {
    [regionLabel]: use('SOVEREIGN_REGION_KEY'),
    [regionRoleLabel]: use('SOVEREIGN_REGION_ROLE'),
  },
  annotations: { [sovereignAnnotation]: use('SOVEREIGN_FQDN') },
  parameters,
  features,
  slots,
});

export default platform;

/** Types the spec of a Sovereign of this kit. */
export const defineSovereign = sovereignsOf(platform);

// What rows of a Sovereign's own are written with.
export type { Slot } from '@sovereign-fleet/nx';
export { text, use } from './parameters';
