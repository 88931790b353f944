import type { ExecutorContext } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { failureText } from '@sovereign-fleet/workspace/disk';
import { secretsOfSovereign } from '@sovereign-fleet/workspace/secrets';
import { SecretsOptions } from './options';

/** Says which Secrets and ConfigMaps a Sovereign needs, and who delivers and reads each. Writes nothing. */
export default function secretsExecutor(
  given: Readonly<Record<string, unknown>>,
  { root, projectName = '' }: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  try {
    valueOf(parseOptions(SecretsOptions, given, { name: `${projectName}:secrets` }));
    process.stdout.write(`${valueOf(secretsOfSovereign(root, projectName))}\n`);
    return Promise.resolve({ success: true });
  } catch (error) {
    process.stdout.write(`${failureText(error, root)}\n`);
    return Promise.resolve({ success: false });
  }
}
