import type { Provider } from '@sovereign-fleet/domain';

interface UserDataLimit {
  /** Bytes of user data that the provider takes, before it encodes them. */
  readonly bytes: number;
  /** Where it says so. */
  readonly source: string;
}

/** What each provider takes as user data of one server. */
export const userDataLimits: Readonly<Record<Provider, UserDataLimit>> = {
  hetzner: { bytes: 32_768, source: 'Hetzner Cloud API, servers: user_data' },
  huawei: { bytes: 32_768, source: 'Elastic Cloud Server, injecting user data: 32 KB' },
  // All metadata together have 32,000 bytes there, and user data is encoded in base64.
  oci: { bytes: 23_000, source: 'Compute API, LaunchInstanceDetails: metadata' },
  aws: { bytes: 16_384, source: 'EC2, instance user data: 16 KB in raw form' },
  gcp: { bytes: 262_144, source: 'Compute Engine, custom metadata: 256 KB a value' },
  azure: { bytes: 65_535, source: 'Virtual machines, OSProfile: customData' },
  // It names no limit, so the narrowest of all.
  contabo: { bytes: 16_384, source: 'none is published' },
};
