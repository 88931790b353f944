import { addAll, isJsonMap, type JsonMap, missingInSops } from '@sovereign-fleet/domain';
import {
  fingerprintPattern,
  isPlaceholder,
  isSecret,
  isSecretLike,
  isValueField,
  type RenderedObject,
} from '@sovereign-fleet/renderer';
import { fieldPath } from '../objects/field-path';
import type { Breach } from '../contract/finding';
import type { RegionRule } from '../contract/rule';
import { walk } from '../objects/walk';

// A Secret that Helm makes is not in the repository. What is secret in it is in the values, or the chart makes it.
export const noPlainSecret: RegionRule = {
  id: 'no-plain-secret',
  severity: 'error',
  title: 'No Secret stands in the repository unless it is encrypted',
  fault: {
    one: 'Secret is not encrypted as it should be',
    many: 'Secrets are not encrypted as they should be',
    counts: 'findings',
  },
  why: 'Whoever reads the repository, now or in its history, has the credentials.',
  per: 'region',
  check: ({ rendered }) =>
    rendered.objects.filter(({ appliedBy }) => appliedBy.kind === 'Kustomization').flatMap(breachesIn),
};

function breachesIn(of: RenderedObject): readonly Breach[] {
  const plain = plainKeys(of);
  if (plain.length > 0) {
    const problem = `who reads the repository reads ${plain.join(', ')}`;
    const remedy = 'Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it';
    return [{ at: of, problem, remedy }];
  }
  const missing = isSecret(of.object) && of.object['sops'] !== undefined ? missingInSops(of.object['sops']) : [];
  if (missing.length === 0) return [];
  const problem = `its sops block has no ${missing.join(', no ')}, so Flux cannot decrypt it`;
  return [{ at: of, field: 'sops', problem, remedy: 'Encrypt it anew with SOPS, and commit what SOPS writes' }];
}

/** The paths of values that are not encrypted: of a Secret, and of Secrets within other objects and texts. */
function plainKeys({ object }: RenderedObject): readonly string[] {
  const found: string[] = [];
  walk(object, (value, steps) => {
    if (isJsonMap(value) && isSecretLike(value)) {
      const place = fieldPath(steps);
      addAll(
        found,
        keysOf(value).map((key) => (place === '' ? key : `${place}.${key}`)),
      );
    }
    if (typeof value === 'string' && holdsSecret(value)) found.push(fieldPath(steps));
  });
  return found;
}

const manifest = /\bkind["']?[ \t]*:[ \t]*["']?Secret\b/;
const fingerprint = new RegExp(fingerprintPattern);

/** The renderer puts fingerprints in place of the values of a Secret that stands in a text. */
function holdsSecret(text: string): boolean {
  const start = text.search(manifest);
  return start >= 0 && fingerprint.test(text.slice(start));
}

/** The API server takes `data` and `stringData` alone, but a misspelt `StringData` publishes the value all the same. */
function keysOf(secret: JsonMap): readonly string[] {
  return Object.keys(secret)
    .filter(isValueField)
    .flatMap((field) => {
      const values = secret[field];
      if (!isJsonMap(values)) return isPlain(values) ? [field] : [];
      const keys = Object.keys(values).filter((key) => isPlain(values[key]));
      return keys.map((key) => `${field}.${key}`);
    });
}

const encrypted = new RegExp(`^ENC\\[${fingerprintPattern}\\]$`);

/** SOPS leaves an empty text as it is (getsops/sops: aes/cipher.go). */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'string') return value !== undefined && value !== null;
  return value !== '' && !encrypted.test(value) && !isPlaceholder(value);
}
