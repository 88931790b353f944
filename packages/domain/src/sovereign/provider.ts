interface ProviderRow {
  readonly title: string;
  /** First part of a canonical label. */
  readonly code: string;
  /** Key as the provider writes it, in lower case → second part of the canonical label. */
  readonly regions: Readonly<Record<string, string>>;
}

/**
 * The providers and their regions: add a row, and it can be used in a spec and on the command line.
 * Codes are those of the naming convention; where it names none, docs/decisions/0005 says how one is made.
 */
export const providers = {
  hetzner: {
    title: 'Hetzner',
    code: 'hz',
    regions: { fsn1: 'fsn', nbg1: 'nbg', hel1: 'hel', ash: 'ash', hil: 'hil', sin: 'sin' },
  },
  huawei: {
    title: 'Huawei Cloud',
    code: 'hw',
    regions: {
      'af-south-1': 'jnb',
      'ap-southeast-1': 'hkg',
      'ap-southeast-2': 'bkk',
      'ap-southeast-3': 'apse',
      'cn-north-4': 'cnn',
      'la-south-2': 'scl',
      'me-east-1': 'mer',
      'sa-brazil-1': 'las',
      'tr-west-1': 'ist',
    },
  },
  oci: {
    title: 'Oracle Cloud',
    code: 'oci',
    regions: {
      'ap-singapore-1': 'sg',
      'ap-sydney-1': 'syd',
      'eu-frankfurt-1': 'fra',
      'me-dubai-1': 'dxb',
      'uk-london-1': 'lhr',
      'us-ashburn-1': 'iad',
    },
  },
  aws: {
    title: 'AWS',
    code: 'aws',
    regions: {
      'af-south-1': 'afs1',
      'ap-southeast-1': 'apse1',
      'ap-southeast-2': 'apse2',
      'ap-southeast-3': 'apse3',
      'eu-central-1': 'euc1',
      'eu-north-1': 'eun1',
      'eu-west-1': 'euw1',
      'eu-west-2': 'euw2',
      'me-central-1': 'mec1',
      'us-east-1': 'use1',
      'us-east-2': 'use2',
      'us-west-2': 'usw2',
    },
  },
  gcp: {
    title: 'Google Cloud',
    code: 'gcp',
    regions: {
      'asia-southeast1': 'gase1',
      'europe-west1': 'geuw1',
      'europe-west3': 'geuw3',
      'europe-west4': 'geuw4',
      'me-central1': 'gmec1',
      'us-central1': 'gusc1',
      'us-east1': 'guse1',
    },
  },
  azure: {
    title: 'Azure',
    code: 'az',
    regions: {
      eastus: 'eus',
      germanywestcentral: 'gwc',
      northeurope: 'neu',
      southeastasia: 'sea',
      uaenorth: 'uaen',
      westeurope: 'weu',
      westus2: 'wus2',
    },
  },
  contabo: {
    title: 'Contabo',
    code: 'ct',
    regions: { eu: 'eu', 'us-central': 'usc', 'us-east': 'use', 'us-west': 'usw' },
  },
} as const satisfies Readonly<Record<string, ProviderRow>>;

export type Provider = keyof typeof providers;

/** A provider together with one of its region keys. */
export type Location = {
  [P in Provider]: { readonly provider: P; readonly key: keyof (typeof providers)[P]['regions'] };
}[Provider];

// `Object.keys` gives string[] whatever the object; the cast says what the literal above holds.
export const providerNames = Object.keys(providers) as readonly Provider[];

const rows: Readonly<Record<Provider, ProviderRow>> = providers;

/** The region keys of one provider, in the order of the catalogue. */
export function regionKeys(provider: Provider): readonly string[] {
  return Object.keys(rows[provider].regions);
}

/** The code of a region in canonical labels, or undefined when the provider has no such region. */
export function regionCode(provider: Provider, key: string): string | undefined {
  return Object.hasOwn(rows[provider].regions, key) ? rows[provider].regions[key] : undefined;
}
