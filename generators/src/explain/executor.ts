import type { ExecutorContext } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { failureText } from '@sovereign-fleet/workspace/disk';
import { explainSovereign } from '@sovereign-fleet/workspace/explain';
import { ExplainOptions } from './options';

/** Says where a value, a version, a parameter or a feature of one region comes from. Writes nothing. */
export default function explainExecutor(
  given: Readonly<Record<string, unknown>>,
  { root, projectName = '' }: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  const command = `${projectName}:explain`;
  try {
    const options = valueOf(parseOptions(ExplainOptions, given, { name: command }));
    process.stdout.write(`${valueOf(explainSovereign(options, { root, name: projectName, command }))}\n`);
    return Promise.resolve({ success: true });
  } catch (error) {
    process.stdout.write(`${failureText(error, root)}\n`);
    return Promise.resolve({ success: false });
  }
}
