import type { Reference } from '@sovereign-fleet/compiler';

/** The kinds of servers, by the file that makes one. */
export const nodeFiles = ['control-plane', 'control-plane-join', 'worker'] as const;
export type NodeFile = (typeof nodeFiles)[number];

/** What a person or OpenTofu gives, for it is in no record. */
export interface Input {
  /** Of the placeholder, and of the variable of the environment. */
  readonly name: string;
  readonly isSecret: boolean;
  readonly usedBy: readonly NodeFile[];
  readonly why: string;
  /** A regular expression that the whole value has to match. */
  readonly pattern: string;
  readonly example: string;
  /** The bytes that are reserved for it where its value is not known. */
  readonly bytes: number;
}

/** An input that becomes a key of a Secret or ConfigMap in the cluster. */
export interface DeliveredKey {
  readonly input: Input;
  readonly kind: Reference['kind'];
  readonly namespace: string;
  readonly object: string;
  /** The key of its row in the kit; of what Phase 0 itself needs, the name. */
  readonly row: string;
  readonly key: string;
}

/** What every node joins its cluster with. */
export const tokenInput: Input = {
  name: 'K3S_TOKEN',
  isSecret: true,
  usedBy: nodeFiles,
  why: 'joins nodes to the cluster of the region; one for each region',
  pattern: '^[0-9A-Za-z]{32,128}$',
  example: 'what "openssl rand -hex 32" prints',
  bytes: 128,
};

export const addressInput: Input = {
  name: 'SERVER_ADDRESS',
  isSecret: false,
  usedBy: ['control-plane-join', 'worker'],
  why: 'an address of a server of the region that runs, which the new one can reach',
  pattern: '^[0-9A-Za-z.-]{1,253}$',
  example: '10.0.0.2',
  bytes: 253,
};

/** The keys of what Phase 0 delivers in a region: the references that name it, and that something there reads. */
export function deliveredKeys(references: readonly Reference[]): readonly DeliveredKey[] {
  return references
    .filter(({ from }) => from === 'bootstrap')
    .flatMap(({ kind, namespace, name, row = name, keys, why }) =>
      keys.map((key) => ({ input: inputOf({ kind, name, row, key, why }), kind, namespace, object: name, row, key })),
    );
}

interface Wanted {
  readonly kind: Reference['kind'];
  readonly name: string;
  readonly row: string;
  readonly key: string;
  readonly why: string;
}

function inputOf({ kind, name, row, key, why }: Wanted): Input {
  const known = knownKeys[key];
  return {
    name: `${row}_${key}`.toUpperCase().replace(/[^A-Z0-9]+/g, '_'),
    isSecret: kind === 'Secret',
    usedBy: ['control-plane'],
    why: `${kind} ${name}, key ${key}: ${why}`,
    pattern: known?.pattern ?? '^[\\s\\S]+$',
    example: known?.example ?? 'any text',
    bytes: known?.bytes ?? 512,
  };
}

/** Keys that have one meaning wherever they are. */
const knownKeys: Readonly<Record<string, Pick<Input, 'pattern' | 'example' | 'bytes'>>> = {
  '.dockerconfigjson': {
    pattern: '^\\{[\\s\\S]*\\}\\s*$',
    example: '{"auths":{"ghcr.io":{"auth":"dXNlcjp0b2tlbg=="}}}',
    bytes: 512,
  },
  'age.agekey': {
    pattern: '^[\\s\\S]*AGE-SECRET-KEY-1[0-9A-Z]+\\s*$',
    example: 'AGE-SECRET-KEY-1… of age-keygen',
    bytes: 256,
  },
  identity: { pattern: '^-----BEGIN [A-Z ]+-----[\\s\\S]+$', example: 'a private key of ssh-keygen', bytes: 512 },
  'identity.pub': { pattern: '^(ssh|ecdsa)-[\\s\\S]+$', example: 'its public key', bytes: 256 },
  known_hosts: { pattern: '^[\\s\\S]+$', example: 'what ssh-keyscan prints', bytes: 512 },
};
