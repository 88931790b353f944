import { z } from 'zod';
import { asZodIssue, type Remedies } from '../issue/zod-issues';
import type { ChartValue } from './json';
import { chartValueRefusals, isPlainObject } from './chart-values';
import { type Dropped, isDropped } from './drop';

const exactVersion = /^v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** One exact version of a chart: semver, before which many projects write `v`. */
const ChartVersion = z.string().regex(exactVersion, 'it must be one exact version');

/** Whether a text is one exact version, such as `1.2.3-rc.1+b2`. */
export function isExactVersion(text: string): boolean {
  return exactVersion.test(text);
}

/** Digest of the OCI artifact; where it is known, it decides and not the tag. */
export const ChartDigest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'it must be "sha256:" and 64 hexadecimal digits');

const Version = z.strictObject({ version: ChartVersion, digest: ChartDigest.optional() });

/** A value of a chart as a layer says it: a value, or `drop()`. */
export type LayerValue = ChartValue | Dropped | readonly LayerValue[] | LayerValues;
export interface LayerValues {
  readonly [key: string]: LayerValue;
}

/** What replaces the version of a slot's chart, and with it the digest. */
export type ChartPin = Readonly<z.output<typeof Version>>;

/** What a layer says of a kit: the same four keys in the fleet, its environments and providers, a spec and a region. */
export const layerShape = {
  parameters: z.custom<Readonly<Record<string, ChartValue>>>().superRefine(refuseParameters).optional(),
  features: z.record(z.string(), z.boolean()).optional(),
  versions: z.record(z.string(), Version).optional(),
  overrides: z.custom<Readonly<Record<string, LayerValues>>>().superRefine(refuseOverrides).optional(),
};

/** A layer as it is read; what it does not say is empty. */
export interface Layer {
  /** Values by the name of a parameter of the kit. */
  readonly parameters: Readonly<Record<string, ChartValue>>;
  /** Whether a feature of the kit is on, by its name. */
  readonly features: Readonly<Record<string, boolean>>;
  /** By slot. */
  readonly versions: Readonly<Record<string, ChartPin>>;
  /** Chart values by slot: `{ 'bp-cilium': { … } }`. */
  readonly overrides: Readonly<Record<string, LayerValues>>;
}

/** What a person writes of a layer. */
export type LayerSpec = { readonly [K in keyof Layer]?: Layer[K] | undefined };

/** A layer with all of its keys. */
export function layerOf({ parameters = {}, features = {}, versions = {}, overrides = {} }: LayerSpec): Layer {
  return { parameters, features, versions, overrides };
}

const parametersRemedy = "Write values by parameter, such as { DISK: '20Gi' }";
const overridesRemedy = "Write chart values by slot, such as { 'bp-cilium': { … } }";
const versionsRemedy = "Write versions by slot, such as { 'bp-cilium': { version: '1.4.1' } }";

/** What to write into the keys of a layer, by the field below `prefix`, which ends with a dot or is empty. */
export function layerRemedies(prefix: string): Remedies {
  return {
    [`${prefix}parameters`]: parametersRemedy,
    [`${prefix}features`]: 'Write { observability: true }',
    [`${prefix}features.*`]: 'Write true or false',
    [`${prefix}versions`]: versionsRemedy,
    [`${prefix}versions.*`]: versionsRemedy,
    [`${prefix}versions.*.version`]: 'Write the version that was reviewed, such as "1.4.0"',
    [`${prefix}versions.*.digest`]: 'Write the digest that the registry gives for the version',
    [`${prefix}overrides`]: overridesRemedy,
  };
}

function refuseParameters(value: unknown, context: z.RefinementCtx): void {
  if (!isPlainObject(value)) {
    const problem = 'it must be values by parameter';
    context.addIssue(asZodIssue({ code: 'wrong-type', problem, remedy: parametersRemedy }));
    return;
  }
  for (const refusal of chartValueRefusals(value)) {
    const told = refusal.path.length === 1 && refusal.code === 'missing' ? { ...refusal, ...noValue } : refusal;
    context.addIssue({ ...asZodIssue(told), path: [...refusal.path] });
  }
}

const noValue = { problem: 'a parameter has a value', remedy: 'Write one, or take the line out' };

function refuseOverrides(value: unknown, context: z.RefinementCtx): void {
  if (refuseValues(value, context)) return;
  const refuse = (path: string[], problem: string) => {
    context.addIssue({ ...asZodIssue({ code: 'wrong-type', problem, remedy: overridesRemedy }), path });
  };
  if (!isPlainObject(value)) refuse([], 'it must be chart values by slot');
  for (const [slot, one] of Object.entries(isPlainObject(value) ? value : {})) {
    if (!isPlainObject(one) || isDropped(one)) refuse([slot], 'it must be a map of chart values');
  }
}

/** Whether there was something to refuse. */
function refuseValues(value: unknown, context: z.RefinementCtx): boolean {
  const refusals = chartValueRefusals(value);
  for (const refusal of refusals) context.addIssue({ ...asZodIssue(refusal), path: [...refusal.path] });
  return refusals.length > 0;
}
