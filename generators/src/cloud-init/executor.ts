import type { ExecutorContext } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { writeCloudInit } from '@sovereign-fleet/workspace/cloud-init';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { failureText, printableText } from '@sovereign-fleet/workspace/disk';
import { CloudInitOptions } from './options';

type Given = Readonly<Record<string, unknown>>;
type Answer = Promise<{ readonly success: boolean }>;

/** Writes what the servers of a Sovereign are made with to `dist/cloud-init/<name>/`, with references for inputs. */
export function writeTemplates(given: Given, context: ExecutorContext): Answer {
  return write(given, context, 'tofu');
}

/**
 * The same with the values of the inputs, from the environment, to `dist/cloud-init-plain/<name>/`. It is a target of
 * its own, since Nx would keep those values in its cache.
 */
export function writePlain(given: Given, context: ExecutorContext): Answer {
  return write(given, context, 'plain');
}

function write(given: Given, { root, projectName: name = '' }: ExecutorContext, format: 'tofu' | 'plain'): Answer {
  try {
    const target = format === 'tofu' ? 'cloud-init' : 'cloud-init-plain';
    valueOf(parseOptions(CloudInitOptions, given, { name: `${name}:${target}` }));
    const lines = valueOf(writeCloudInit({ root, name, format, environment: process.env }));
    process.stdout.write(printableText(lines.map((line) => `${name}: ${line}\n`).join('')));
    return Promise.resolve({ success: true });
  } catch (error) {
    process.stdout.write(`${failureText(error, root)}\n`);
    return Promise.resolve({ success: false });
  }
}
