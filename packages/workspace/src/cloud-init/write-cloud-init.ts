import { join } from 'node:path';
import {
  plainFiles,
  type PreparedRegion,
  prepareRegions,
  templateFiles,
  warningsOf,
} from '@sovereign-fleet/cloud-init';
import { resolve } from '@sovereign-fleet/compiler';
import type { Result } from '@sovereign-fleet/domain';
import { replaceFolder, replaceSecretFolder } from '../disk/replace-folder';
import { recordReaderAt } from '../specs/read-fleet';

/** A Sovereign of the workspace below `root`. */
export interface WrittenSovereign {
  readonly root: string;
  readonly name: string;
  /** `tofu` has references in place of inputs, and `plain` their values, from the environment. */
  readonly format: 'tofu' | 'plain';
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Writes what the servers of a Sovereign are made with, and gives a line for each thing that a person should know. */
export function writeCloudInit(written: WrittenSovereign): Result<readonly string[]> {
  const { root, name, format, environment } = written;
  const regions = preparedRegions(root, name);
  if (!regions.ok) return regions;
  const warnings = warningsOf(regions.value);
  const folder = `dist/${format === 'tofu' ? 'cloud-init' : 'cloud-init-plain'}/${name}`;
  if (format === 'tofu') {
    replaceFolder(join(root, folder), templateFiles(regions.value), root);
    return { ok: true, value: [...warnings, `written to ${folder}`] };
  }
  const plain = plainFiles(regions.value, { values: environment, encode: encodeBase64 });
  if (!plain.ok) return plain;
  replaceSecretFolder(join(root, folder), plain.value.files, root);
  return { ok: true, value: [...warnings, ...plain.value.lines, `written to ${folder}`] };
}

function preparedRegions(root: string, name: string): Result<readonly PreparedRegion[]> {
  const records = recordReaderAt(root, [name]);
  const read = records.readSovereign(name);
  if (!read.ok) return read;
  const shared = records.readShared();
  if (!shared.ok) return shared;
  const [sovereign, { fleet, kits }] = [read.value, shared.value];
  const topology = resolve({ sovereign, fleet, kits });
  return topology.ok ? prepareRegions({ sovereign, fleet, topology: topology.value }) : topology;
}

function encodeBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
