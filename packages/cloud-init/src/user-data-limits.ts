import type { Provider } from '@sovereign-fleet/domain';

/**
 * The bytes that each provider takes as user data of one server, before it encodes them, and where it says so. Some say
 * nothing.
 */
export const userDataLimits: Readonly<Record<Provider, number | undefined>> = {
  // https://docs.hetzner.cloud, user_data of a new server
  hetzner: 32_768,
  // https://support.huaweicloud.com/intl/en-us/usermanual-ecs/en-us_topic_0032380449.html
  huawei: 32_768,
  // https://docs.oracle.com/iaas/Content/Compute/Tasks/updatinginstancemetada.htm: 32,000 for all metadata, with user
  // data in base64 and a key of SSH
  oci: 23_000,
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html
  aws: 16_384,
  // https://cloud.google.com/php/docs/reference/cloud-compute/latest/V1.Items
  gcp: 262_144,
  // https://learn.microsoft.com/en-us/javascript/api/@azure/arm-compute/osprofileprovisioningdata
  azure: 65_535,
  // https://api.contabo.com
  contabo: undefined,
};
