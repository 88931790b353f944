import { printJson } from '@sovereign-fleet/go-text';
import { type ModelMap, type ModelValue } from '../model/expression';
import { asText, isMap, type Json } from '../model/json';
import type { ModelChart, ModelSlot } from '../model/kit-model';
import type { Note } from '../model/note';
import type { Parameters, Release } from '../model/recognised';
import { type Arrived, placeOf } from '../model/source';
import { actionFields, actionOf, type Profiles } from './actions';
import { type Blocks, whereOfBlock } from './blocks';
import { inputsOf, type ReferenceTo } from './inputs';
import type { Overlay } from './overlay';
import { modelNamespace, type Namespaces, targetOf } from './namespaces';
import type { ReleaseMetadata } from './release-metadata';
import { splitText } from '../source/substitutes';
import { plain, plainMap, toModelMap } from './to-model';
import { namespaceOf } from '@sovereign-fleet/renderer';

/** What a row is made of beside its release. */
export interface RowContext {
  readonly number: string;
  readonly name: string;
  readonly chart: ModelChart;
  readonly namespaces: Namespaces;
  readonly dependsOn: readonly string[];
  readonly brings: readonly string[];
  readonly where: ModelMap | undefined;
  readonly blocks: Blocks;
  readonly profiles: Profiles;
  readonly parameters: Parameters;
  readonly asIs: Arrived;
  readonly overlay: Overlay;
  readonly metadata: ReleaseMetadata;
  readonly referenceTo: ReferenceTo;
}

const saidByRow = new Set<string>([
  ...actionFields,
  'chart',
  'chartRef',
  'releaseName',
  'targetNamespace',
  'storageNamespace',
  'dependsOn',
  'suspend',
  'values',
  'valuesFrom',
]);

/** The row of a release. */
export function slotOf(release: Release, context: RowContext): ModelSlot {
  const { number, name, chart, dependsOn, brings, where, blocks, profiles, parameters, asIs } = context;
  const { spec, of } = release;
  const made = blocks.made.get(release);
  const runsIn = blocks.runsIn.get(release);
  const inputs = inputsOf(release, context.referenceTo);
  const after = rendererOf(spec['postRenderers']);
  const like = profiles.nameOf(actionOf(spec));
  const nameOf = of.unit.variables === undefined ? () => undefined : parameters.nameOf;
  return {
    number,
    name,
    release: releaseOf(release, name, context.metadata),
    chart,
    installs: runsIn === undefined ? installsOf(release, name) : namesOnly(installsOf(release, name)),
    namespace: modelNamespace(release, context.namespaces, { asIs, nameOf }),
    dependsOn,
    ...(brings.length > 0 ? { brings } : {}),
    ...(made === undefined ? {} : { buildingBlock: made.block, kubeConfig: { secret: made.secret, key: made.key } }),
    ...(runsIn === undefined ? {} : { runsIn }),
    where: where ?? (made === undefined ? undefined : whereOfBlock(made.block)),
    action: like === undefined ? undefined : { like },
    inputs,
    values: valuesOf(context.overlay, nameOf),
    afterHelm: after?.patches,
    helm: otherFields(spec, { images: after?.images, isRead: after !== undefined, runsIn }),
  };
}

function releaseOf(own: Release, slot: string, { ownOf }: ReleaseMetadata): ModelMap | undefined {
  const { name } = own.of.object.metadata;
  const namespace = namespaceOf(own.of.object, 'default');
  const { labels, annotations } = ownOf(own);
  const release = {
    ...(name === slot ? {} : { name }),
    ...(namespace === 'flux-system' ? {} : { namespace }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
  return Object.keys(release).length === 0 ? undefined : release;
}

/** The name that Helm knows, and where it keeps its records, where they do not follow from the slot. */
function installsOf(release: Release, slot: string): ModelMap | undefined {
  const { spec, of } = release;
  const namespace = namespaceOf(of.object, 'default');
  const as = asText(spec['releaseName']) || defaultReleaseName(release);
  const storage = asText(spec['storageNamespace']) || namespace;
  const installs = {
    ...(as === slot.replace(/^bp-/, '') ? {} : { as }),
    ...(storage === namespace ? {} : { storage }),
  };
  return Object.keys(installs).length === 0 ? undefined : installs;
}

function namesOnly(installs: ModelMap | undefined): ModelMap | undefined {
  const as = installs?.['as'];
  return as === undefined ? undefined : { as };
}

/** What helm-controller takes where the release says none (HelmRelease.GetReleaseName). */
function defaultReleaseName({ of, spec }: Release): string {
  const { name } = of.object.metadata;
  return spec['targetNamespace'] === undefined ? name : `${targetOf({ of, spec })}-${name}`;
}

function valuesOf({ before, after }: Overlay, nameOf: Parameters['nameOf']): ModelMap | undefined {
  return Object.keys(before).length === 0 ? undefined : toModelMap(before, after, nameOf);
}

interface AfterHelm {
  readonly patches: readonly ModelMap[] | undefined;
  readonly images: ModelValue | undefined;
}

/** `postRenderers` of one kustomize; undefined for others. */
function rendererOf(postRenderers: Json | undefined): AfterHelm | undefined {
  if (!Array.isArray(postRenderers) || postRenderers.length !== 1) return undefined;
  const [renderer] = postRenderers as readonly Json[];
  if (!isMap(renderer) || !isMap(renderer['kustomize']) || Object.keys(renderer).length > 1) return undefined;
  const { patches, images, ...others } = renderer['kustomize'];
  if (Object.keys(others).length > 0) return undefined;
  return {
    patches: Array.isArray(patches) ? (patches as readonly Json[]).filter(isMap).map(plainMap) : undefined,
    images: images === undefined ? undefined : plain(images),
  };
}

interface Said {
  readonly images: ModelValue | undefined;
  /** Whether the patches after Helm are said by the row. */
  readonly isRead: boolean;
  readonly runsIn: string | undefined;
}

/** What no key of the row says. */
function otherFields(spec: Readonly<Record<string, Json>>, { images, isRead, runsIn }: Said): ModelMap | undefined {
  const said = new Set([
    ...saidByRow,
    ...(isRead ? ['postRenderers'] : []),
    ...(runsIn === undefined ? [] : ['kubeConfig']),
  ]);
  const entries = Object.entries(spec).filter(([key, value]) => !said.has(key) && value !== null);
  const fields = entries.map(([key, value]): [string, ModelValue] => [key, plain(value)]);
  if (fields.length === 0 && images === undefined) return undefined;
  return { ...Object.fromEntries(fields), images };
}

/** Fields of a release that Flux's CRD refuses: null where a list or a map belongs. */
export function nullNotes({ of, spec }: Release): readonly Note[] {
  const keys = Object.keys(spec).filter((key) => spec[key] === null);
  return keys.map((key) => ({
    reason: 'field that Flux refuses',
    of: of.id,
    place: placeOf(of.raw),
    text: `spec.${key} is empty, which is null; it is left out`,
    allows: [`spec.${key}`],
  }));
}

/** Fields with substitutes that a row cannot say by a parameter. */
export function resolvedNotes({ of }: Release): readonly Note[] {
  const { spec } = of.object as { readonly spec?: Readonly<Record<string, Json>> };
  if (of.unit.variables === undefined) return [];
  const note = (text: string): Note => ({ reason: 'substitute resolved', of: of.id, place: placeOf(of.raw), text });
  const inKeys = keyUses(spec?.['values'] ?? null, 'spec.values').map((where) =>
    note(`${where} in a key, where no row has a parameter; what arrives is written in its place`),
  );
  const inFields = Object.entries(spec ?? {}).flatMap(([key, value]): readonly Note[] => {
    if (['values', 'suspend'].includes(key) || !printJson(value).includes('${')) return [];
    const text = `spec.${key} has a substitute, and a row has none there; what arrives is written in its place`;
    return [note(text)];
  });
  return [...inKeys, ...inFields];
}

/** The outermost maps with a substitute in a key, and it: `spec.values.zones has ${ZONE}`. */
function keyUses(value: Json, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.keys(value).flatMap((key) => splitText(key).uses.map(({ name }) => `\${${name}}`));
  if (names.length > 0) return [`${path} has ${names.join(' and ')}`];
  return Object.entries(value).flatMap(([key, item]: [string, Json]) => keyUses(item, `${path}.${key}`));
}
