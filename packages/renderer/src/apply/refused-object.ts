import { isHelmRelease, isKustomization, readHelmRelease, readKustomization } from '@sovereign-fleet/flux';
import { fieldOf, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { decodeBase64 } from '@sovereign-fleet/go-text';
import type { KubernetesObject } from '../contract/rendered';
import { isSecret } from '../secrets/secret-fingerprint';
import { doubledItems } from './doubled-items';
import { mapsAt, podSpecOf } from './pod-template';
import type { ToldProblem } from './told-problem';

/**
 * Why the API server refuses an object that Flux sends, as far as it is known here: what is no text and has to be one,
 * two items of a list with the same key, and Flux's own kinds.
 */
export async function refusalsOf(object: KubernetesObject): Promise<readonly ToldProblem[]> {
  const wrong = [...wrongTexts(object), ...doubledItems(object)];
  const problems = [...wrong, ...(wrong.length === 0 ? await ownKindRefusals(object) : [])];
  return problems.map(({ field, problem, remedy }) => ({
    kind: 'refused',
    field,
    problem: `${problem}; the API server refuses it, and with it Flux applies nothing more of its Kustomization`,
    remedy,
  }));
}

type Wrong = Pick<ToldProblem, 'field' | 'problem' | 'remedy'>;

const remedy = 'Put other text around it, or set a value that YAML 1.1 reads as text';

function wrongTexts(object: KubernetesObject): readonly Wrong[] {
  const { namespace, annotations } = object.metadata as Readonly<Record<string, Json | undefined>>;
  const isNamespace = namespace === undefined || typeof namespace === 'string';
  return [
    ...(isNamespace ? [] : [notText(['metadata', 'namespace'], namespace)]),
    ...notTexts(annotations, ['metadata', 'annotations']),
    ...wrongData(object),
    ...wrongEnvironment(object),
  ];
}

function notTexts(texts: Json | undefined, path: readonly PropertyKey[]): readonly Wrong[] {
  if (!isJsonMap(texts)) return [];
  const bad = Object.entries(texts).filter(([, value]) => typeof value !== 'string' && value !== null);
  return bad.map(([key, value]) => notText([...path, key], value));
}

function notText(path: readonly PropertyKey[], value: Json): Wrong {
  const type = Array.isArray(value) ? 'list' : typeof value === 'object' ? 'map' : typeof value;
  return { field: fieldOf(path), problem: `it is a ${value === null ? 'null' : type}, and has to be text`, remedy };
}

function wrongData(object: KubernetesObject): readonly Wrong[] {
  if (object.apiVersion !== 'v1' || !['ConfigMap', 'Secret'].includes(object.kind)) return [];
  const fields = ['data', 'stringData', 'binaryData'];
  const wrong = fields.flatMap((field) => notTexts(object[field], [field]));
  if (!isSecret(object) || !isJsonMap(object['data'])) return wrong;
  const bad = Object.entries(object['data']).filter(([, text]) => typeof text === 'string' && !isBase64(text));
  const problem = 'what a Secret has in data must be base64';
  const mend = 'Encode it, or move it to stringData';
  return [...wrong, ...bad.map(([key]) => ({ field: fieldOf(['data', key]), problem, remedy: mend }))];
}

function isBase64(text: string): boolean {
  return decodeBase64(text) !== undefined;
}

function wrongEnvironment(object: KubernetesObject): readonly Wrong[] {
  const spec = podSpecOf(object);
  if (spec === undefined) return [];
  const containers = ['containers', 'initContainers'].flatMap((field) => mapsAt(spec, field));
  const variables = containers.flatMap((container) => mapsAt(container, 'env'));
  return variables.flatMap(({ path, map }) => notTexts(textFields(map), path));
}

function textFields({ name, value }: JsonMap): JsonMap {
  return { ...(name === undefined ? {} : { name }), ...(value === undefined ? {} : { value }) };
}

async function ownKindRefusals(object: KubernetesObject): Promise<readonly Wrong[]> {
  const read = isHelmRelease(object)
    ? await readHelmRelease(object)
    : isKustomization(object)
      ? readKustomization(object)
      : undefined;
  if (read === undefined || read.ok) return [];
  return [{ field: 'spec', problem: read.reason, remedy: 'Write it as the CRD of Flux has it' }];
}
