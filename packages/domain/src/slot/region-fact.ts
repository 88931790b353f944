/** What follows from the record of a region, by its name, with the type that it arrives with. */
export const regionFacts = {
  fqdn: 'string',
  regionKey: 'string',
  regionRole: 'string',
  canonicalLabel: 'string',
  registryMirror: 'string',
  provider: 'string',
  environment: 'string',
  /** The releases that the record says of its clusters: `v1.34.1+k3s1`, `2.9.1`. */
  k3sVersion: 'string',
  fluxVersion: 'string',
  /** All regions of the Sovereign: key, provider, role, canonical label and, where they have one, network. */
  regions: 'json',
  /** The same without the region itself. */
  peers: 'json',
  /** The number of the region's cluster in the mesh of its Sovereign. */
  meshId: 'number',
  podCidr: 'string',
  serviceCidr: 'string',
} as const;

export type RegionFact = keyof typeof regionFacts;

/** Facts that are numbers of a region's network, by the key of `network` that holds each. */
export const networkFacts = { meshId: 'meshId', podCidr: 'pods', serviceCidr: 'services' } as const;
export type NetworkFact = keyof typeof networkFacts;

export function isNetworkFact(fact: RegionFact): fact is NetworkFact {
  return fact in networkFacts;
}
