import { referencesOf, resolve } from '@sovereign-fleet/compiler';
import type { Result } from '@sovereign-fleet/domain';
import { recordReaderAt } from '../specs/read-fleet';
import { secretsText } from './secrets-text';

/** What Secrets and ConfigMaps a Sovereign of the workspace below `root` needs, as a text; never a value. */
export function secretsOfSovereign(root: string, name: string): Result<string> {
  const records = recordReaderAt(root, [name]);
  const sovereign = records.readSovereign(name);
  if (!sovereign.ok) return sovereign;
  const shared = records.readShared();
  if (!shared.ok) return shared;
  const topology = resolve({ sovereign: sovereign.value, ...shared.value });
  return topology.ok ? { ok: true, value: secretsText(referencesOf(topology.value)) } : topology;
}
