import type { Kustomization } from '@sovereign-fleet/flux';
import { fieldOf, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { decodeBase64 } from '@sovereign-fleet/go-text';
import type { KubernetesObject } from '../contract/rendered';
import { typeWord } from '../objects/type-word';
import { base64 } from '../secrets/base64';
import { isSecret } from '../secrets/secret-fingerprint';
import { isDecrypted } from './encryption';
import type { ToldProblem } from './told-problem';

type Spec = Pick<Kustomization['spec'], 'commonMetadata' | 'decryption'>;

interface SentObject {
  readonly object: KubernetesObject;
  readonly problems: readonly ToldProblem[];
}

/**
 * An object as kustomize-controller sends it to the API server (kustomize-controller: apply; fluxcd/pkg ssa:
 * SetOwnerLabels, normalize, SetCommonMetadata), without the labels that it adds to own it. Labels that are not all
 * text are lost, since Go reads none of them; annotations are lost when `commonMetadata` adds others. The status is
 * taken out, and `stringData` of a Secret becomes `data`. What Flux decrypts before keeps its ciphertext and its `sops`
 * here, as the mark of values that are not known.
 */
export function sentObject(before: KubernetesObject, { commonMetadata: common, decryption }: Spec): SentObject {
  const labels = withTexts(before, 'labels', {});
  const whole = withoutStatus(labels.object);
  const plain = isDecrypted(before, decryption)
    ? { object: encryptedSecret(whole), problems: [] }
    : normalSecret(whole);
  const named = withTexts(plain.object, 'labels', common?.labels ?? {});
  const noted = common?.annotations === undefined ? named : withTexts(named.object, 'annotations', common.annotations);
  return { object: noted.object, problems: [labels, plain, noted].flatMap(({ problems }) => problems) };
}

function encryptedSecret(object: KubernetesObject): KubernetesObject {
  if (!isSecret(object) || !isJsonMap(object['stringData'])) return object;
  const { stringData, data, ...rest } = object;
  return { ...rest, data: { ...mapOf(data), ...mapOf(stringData) } };
}

/** With more labels or annotations. Where one of its own is not text, all of its own are lost. */
function withTexts(
  object: KubernetesObject,
  field: 'labels' | 'annotations',
  more: Readonly<Record<string, string>>,
): SentObject {
  const own: Json | undefined = object.metadata[field];
  const bad = firstBad(own);
  if (bad === undefined && Object.keys(more).length === 0) return { object, problems: [] };
  if (bad !== undefined && field === 'annotations' && Object.keys(more).length === 0) return { object, problems: [] };
  const texts = { ...(bad === undefined && isJsonMap(own) ? own : {}), ...more };
  const rest = withoutField(object.metadata, field);
  const metadata = { ...rest, ...(Object.keys(texts).length === 0 ? {} : { [field]: texts }) };
  const changed = { ...object, metadata: metadata as KubernetesObject['metadata'] };
  return { object: changed, problems: bad === undefined ? [] : [lostTexts(field, bad, own)] };
}

/** The key of the first value that is not text, or '' where it is no map at all. Undefined if Go reads it. */
function firstBad(texts: Json | undefined): string | undefined {
  if (texts === undefined) return undefined;
  return isJsonMap(texts) ? Object.keys(texts).find((key) => typeof texts[key] !== 'string') : '';
}

function lostTexts(field: 'labels' | 'annotations', key: string, texts: Json | undefined): ToldProblem {
  const one = field === 'labels' ? 'label' : 'annotation';
  const value = isJsonMap(texts) ? texts[key] : texts;
  const problem =
    `the ${one} ${key === '' ? 'map' : key} is a ${typeWord(value)} and not text, so that Flux loses all ${field} ` +
    'of the object without a word';
  const remedy = 'Put other text around it, or set a value that YAML 1.1 reads as text';
  return { kind: 'dropped', field: fieldOf(['metadata', field, ...(key === '' ? [] : [key])]), problem, remedy };
}

/** kustomize-controller takes the status out, but not of a CustomResourceDefinition. */
function withoutStatus(object: KubernetesObject): KubernetesObject {
  if (object['status'] === undefined || object.kind === 'CustomResourceDefinition') return object;
  return withoutField(object, 'status') as KubernetesObject; // it keeps its kind and metadata
}

/**
 * A Secret that Go can read into its type: with `stringData` as `data`, and without what the type does not have. One
 * whose `data` SOPS encrypted is no base64, and stays as it is.
 */
function normalSecret(object: KubernetesObject): SentObject {
  if (!isSecret(object) || !isTypedSecret(object)) return { object, problems: [] };
  const { apiVersion, kind, metadata, type, immutable, data, stringData, ...others } = object;
  const packed = Object.fromEntries(textsOf(mapOf(stringData)).map(([key, text]) => [key, base64(text)]));
  const all = { ...mapOf(data), ...packed };
  const secret = {
    apiVersion,
    kind,
    metadata,
    ...(type === undefined ? {} : { type }),
    ...(immutable === undefined ? {} : { immutable }),
    ...(Object.keys(all).length === 0 ? {} : { data: all }),
  };
  return { object: secret, problems: [...lostSops(others, stringData), ...lostFields(withoutField(others, 'sops'))] };
}

function isTypedSecret({ metadata, type = '', immutable = false, data, stringData }: KubernetesObject): boolean {
  const isBase64 = (value: Json) => typeof value === 'string' && decodeBase64(value) !== undefined;
  return (
    firstBad(metadata.annotations) === undefined &&
    typeof type === 'string' &&
    typeof immutable === 'boolean' &&
    Object.values(mapOf(data)).every((value) => value === null || isBase64(value)) &&
    Object.values(mapOf(stringData)).every((value) => typeof value === 'string')
  );
}

function lostSops({ sops }: JsonMap, stringData: Json | undefined): readonly ToldProblem[] {
  if (sops === undefined) return [];
  const problem =
    'it is encrypted with SOPS in stringData and its Kustomization has no spec.decryption, so that Flux takes its ' +
    'ciphertext for the values and applies it';
  const remedy = 'Add spec.decryption to the Kustomization';
  return [{ kind: 'encrypted', field: stringData === undefined ? 'sops' : 'stringData', problem, remedy }];
}

function lostFields(others: JsonMap): readonly ToldProblem[] {
  const remedy = 'Write it as the API has it: data or stringData';
  return Object.keys(others).map((field) => {
    const problem = `a Secret has no field ${field}, so that Flux drops it without a word`;
    return { kind: 'dropped', field, problem, remedy } as const;
  });
}

function mapOf(value: Json | undefined): JsonMap {
  return isJsonMap(value) ? value : {};
}

function textsOf(map: JsonMap): readonly (readonly [string, string])[] {
  return Object.entries(map).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : []));
}

function withoutField(map: JsonMap, field: string): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== field));
}
