import type { Issue, Result } from '@sovereign-fleet/domain';
import { allOf, resultOf } from '@sovereign-fleet/domain';
import { printCloudConfig } from './cloud-config';
import { mainTf, templateText } from './main-tf';
import { addressInput, type Input } from './inputs';
import { cloudConfigOf, inputsOf, type PreparedRegion, type ServerKind, serverKinds } from './prepared-region';
import { regionReadme } from './region-readme';

type Files = ReadonlyMap<string, string>;

/** The files of regions with references for OpenTofu in place of inputs, by path below the folder of the Sovereign. */
export function templateFiles(regions: readonly PreparedRegion[]): Files {
  return new Map(
    regions.flatMap((prepared) => {
      const kinds = serverKinds(prepared.settings);
      const files: readonly (readonly [string, string])[] = [
        ...kinds.map((kind) => [`${kind.name}.yaml`, templateText(kind, prepared)] as const),
        ['inputs.json', json(inputsOf(prepared).map((input) => describedInput(input, prepared)))],
        ['main.tf.json', json(mainTf(prepared))],
        ['README.md', regionReadme(prepared)],
      ];
      return files.map(([name, text]) => [`${prepared.region.key}/${name}`, text] as const);
    }),
  );
}

/** Encodes bytes of UTF-8 in base64. */
type Encode = (text: string) => string;

export interface Given {
  /** Values of inputs by name, as in the environment. A name with `<REGION>_` before it is for one region. */
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly encode: Encode;
}

interface PlainFiles {
  readonly files: Files;
  /** A line for each region whose other servers cannot be made yet. */
  readonly lines: readonly string[];
}

/**
 * The user data with its inputs, or an Issue for each that is missing or malformed. Never a value in a message. As long
 * as the first server has no address, there are no files of those that join it.
 */
export function plainFiles(regions: readonly PreparedRegion[], given: Given): Result<PlainFiles> {
  const filled = allOf(regions.map((prepared) => filledRegion(prepared, given)));
  if (!filled.ok) return filled;
  const files = new Map(filled.value.flatMap((region) => [...region.files]));
  return { ok: true, value: { files, lines: filled.value.flatMap(({ lines }) => lines) } };
}

function filledRegion(prepared: PreparedRegion, { values, encode }: Given): Result<PlainFiles> {
  const { region, settings } = prepared;
  const valueOf = ({ name }: Input) => values[ownName(name, region.key)] ?? values[name] ?? '';
  const isAlone = valueOf(addressInput) === '';
  const inputs = inputsOf(prepared).filter(({ name }) => !isAlone || name !== addressInput.name);
  const issues = inputs.flatMap((input) => issuesOfValue(input, valueOf(input), region.key));
  const known = new Map(inputs.map((input) => [input.name, valueOf(input)]));
  const format = {
    text: (text: string) => text,
    input: (name: string) => known.get(name) ?? '',
    encoded: (name: string) => encode(known.get(name) ?? ''),
  };
  return resultOf(issues, () => {
    const kinds = serverKinds(settings);
    const others = kinds.filter(({ file }) => addressInput.usedBy.includes(file));
    const files = kinds
      .filter((kind) => !isAlone || !others.includes(kind))
      .map((kind) => {
        return [`${region.key}/${kind.name}.yaml`, printCloudConfig(cloudConfigOf(kind, prepared), format)] as const;
      });
    return { files: new Map(files), lines: isAlone ? [lineOfOthers(region.key, others)] : [] };
  });
}

function lineOfOthers(region: string, others: readonly ServerKind[]): string {
  const names = others.map(({ name }) => `${name}.yaml`).join(', ');
  const address = ownName(addressInput.name, region);
  return `${region}: not written: ${names}; export ${address} once the first server has an address, and run this again`;
}

/** The name of an input for one region: `FSN1_K3S_TOKEN`. */
function ownName(name: string, region: string): string {
  return `${region.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_${name}`;
}

function issuesOfValue({ name, why, pattern, example }: Input, value: string, region: string): readonly Issue[] {
  const at = { file: 'environment', field: name };
  const remedy = `Export ${name}, or ${ownName(name, region)} for this region alone; an example: ${example}`;
  if (value === '') {
    return [{ ...at, value: undefined, code: 'missing', problem: `${region} needs it (${why})`, remedy }];
  }
  if (new RegExp(pattern).test(value)) return [];
  return [{ ...at, value: '…', code: 'malformed', problem: `it has to match ${pattern}`, remedy }];
}

function describedInput(
  { name, isSecret, usedBy, why, pattern, example }: Input,
  { settings }: PreparedRegion,
): object {
  const files = serverKinds(settings).filter(({ file }) => usedBy.includes(file));
  return { name, secret: isSecret, usedIn: files.map((kind) => `${kind.name}.yaml`), why, pattern, example };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
