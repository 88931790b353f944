import type { Kustomization } from '@sovereign-fleet/flux';
import { fieldOf, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { typeWord } from '../objects/type-word';
import { base64 } from '../secrets/base64';
import { isSecret } from '../secrets/secret-kind';
import { isDecrypted } from './encryption';
import type { ApiServer, ToldProblem } from '../contract/api-server';

type Spec = Pick<Kustomization['spec'], 'commonMetadata' | 'decryption'>;

interface SentObject {
  readonly object: KubernetesObject;
  readonly problems: readonly ToldProblem[];
}

/**
 * An object as kustomize-controller sends it to the API server (kustomize-controller: apply; fluxcd/pkg ssa:
 * SetOwnerLabels, normalize, SetCommonMetadata), without the labels that it adds to own it. Labels that are not all
 * text are lost, since Go reads none of them; annotations are lost when `commonMetadata` adds others. A null is an
 * empty text to Go (apimachinery: NestedNullCoercingStringMap). The status is taken out, and `stringData` of a Secret
 * becomes `data`. What Flux decrypts before keeps its ciphertext and its `sops` here, as the mark of values that are
 * not known.
 */
export function sentObject(
  before: KubernetesObject,
  { commonMetadata: common, decryption }: Spec,
  readTyped: ApiServer['readTyped'],
): SentObject {
  const labels = withTexts(before, 'labels', {});
  const plain = isDecrypted(before, decryption)
    ? { object: encryptedSecret(labels.object), problems: [] }
    : normalObject(labels.object, readTyped);
  // Go reads it first: a status that it cannot read leaves all of the object as it is.
  const named = withTexts(withoutStatus(plain.object), 'labels', common?.labels ?? {});
  // Both are written wherever there is `commonMetadata`, whatever it says (ssa/utils: SetCommonMetadata).
  const noted = common === undefined ? named : withTexts(named.object, 'annotations', common.annotations ?? {});
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
  // Of none that are text Go writes nothing, but labels, since there are those of the owner.
  const isWritten = bad === undefined ? Object.values(mapOf(own)).includes(null) : field === 'labels';
  if (!isWritten && Object.keys(more).length === 0) return { object, problems: [] };
  const read = Object.entries(bad === undefined ? mapOf(own) : {}).map(([key, text]) => [key, text ?? ''] as const);
  const texts = { ...Object.fromEntries(read), ...more };
  const rest = withoutField(object.metadata, field);
  const metadata = { ...rest, ...(Object.keys(texts).length === 0 ? {} : { [field]: texts }) };
  const changed = { ...object, metadata: metadata as KubernetesObject['metadata'] };
  return { object: changed, problems: bad === undefined ? [] : [lostTexts(field, bad, own)] };
}

/** The key of the first value that is not text, or '' where it is no map at all. Undefined if Go reads it. */
function firstBad(texts: Json | undefined): string | undefined {
  if (texts === undefined || texts === null) return undefined;
  return isJsonMap(texts) ? Object.keys(texts).find((key) => typeof (texts[key] ?? '') !== 'string') : '';
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
 * An object of Kubernetes' own kinds as Go writes it again: of a Secret with `stringData` as `data`. One that Go cannot
 * read into its type stays as it is, such as a Secret whose `data` SOPS encrypted.
 */
function normalObject(object: KubernetesObject, readTyped: ApiServer['readTyped']): SentObject {
  const typed = readTyped(object);
  if (typed === undefined) return { object, problems: [] };
  if (!isSecret(object)) return typed;
  return { object: packedSecret(typed.object), problems: [...lostSops(object), ...typed.problems] };
}

function packedSecret(secret: KubernetesObject): KubernetesObject {
  const { data, stringData, ...rest } = secret;
  const packed = Object.entries(mapOf(stringData)).flatMap(([key, text]) =>
    typeof text === 'string' ? [[key, base64(text)] as const] : [],
  );
  const all = { ...mapOf(data), ...Object.fromEntries(packed) };
  return Object.keys(all).length === 0 ? rest : { ...rest, data: all };
}

function lostSops({ sops, stringData }: KubernetesObject): readonly ToldProblem[] {
  if (sops === undefined) return [];
  const problem =
    'it is encrypted with SOPS in stringData and its Kustomization has no spec.decryption, so that Flux takes its ' +
    'ciphertext for the values and applies it';
  const remedy = 'Add spec.decryption to the Kustomization';
  return [{ kind: 'encrypted', field: stringData === undefined ? 'sops' : 'stringData', problem, remedy }];
}

function mapOf(value: Json | undefined): JsonMap {
  return isJsonMap(value) ? value : {};
}

function withoutField(map: JsonMap, field: string): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== field));
}
