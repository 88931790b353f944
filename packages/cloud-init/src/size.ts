import type { Issue, Region, Sovereign } from '@sovereign-fleet/domain';
import { type CloudConfig, printCloudConfig } from './cloud-config';
import type { Input } from './inputs';
import { userDataLimits } from './user-data-limits';

/** User data and what a provider takes. */
export interface Size {
  readonly bytes: number;
  /** Not there where the provider names none. */
  readonly limit: number | undefined;
}

/** From this part of the limit on a person is told. */
const near = 0.95;

/** The bytes of user data, and what the provider of a region takes. */
export function sizeOf(config: CloudConfig, inputs: readonly Input[], { provider }: Region): Size {
  return { bytes: bytesOf(config, inputs), limit: userDataLimits[provider] };
}

/**
 * The bytes of user data once its inputs are in it. A value that is not known counts with what is reserved for it; one
 * that is a file of its own is in base64.
 */
function bytesOf(config: CloudConfig, inputs: readonly Input[]): number {
  const reserved = new Map(inputs.map(({ name, bytes }) => [name, bytes]));
  const filled = printCloudConfig(config, {
    text: (text) => text,
    input: (name) => 'x'.repeat(reserved.get(name) ?? 0),
    encoded: (name) => 'x'.repeat(4 * Math.ceil((reserved.get(name) ?? 0) / 3)),
  });
  return new TextEncoder().encode(filled).length;
}

interface SizedFile {
  readonly name: string;
  readonly region: Region;
  readonly size: Size;
  readonly sovereign: Sovereign;
}

/** User data that the provider would refuse. */
export function issuesOfSize({ name, region, size, sovereign }: SizedFile): readonly Issue[] {
  if (size.limit === undefined || size.bytes < size.limit) return [];
  const { source: file } = sovereign;
  const problem = `${name}.yaml has ${size.bytes} bytes, and ${region.provider} takes fewer than ${size.limit}`;
  const remedy = 'Take values of slot 01 into its chart, or Secrets of "bootstrap" into files that SOPS encrypted';
  return [{ file, field: region.field, value: region.key, code: 'out-of-range', problem, remedy }];
}

/** What a person is told of user data that will soon be too large. */
export function warningsOfSize({ name, region, size }: SizedFile): readonly string[] {
  const { bytes, limit } = size;
  if (limit === undefined || bytes < near * limit || bytes >= limit) return [];
  const percent = Math.floor((100 * bytes) / limit);
  return [`${region.key}: ${name}.yaml has ${bytes} bytes, ${percent} % of what ${region.provider} takes`];
}
