import { groupOf } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { isHidden } from './hidden-text';
import { unsteadyText } from '../contract/unsteady';
import { namespaceOf } from '../objects/namespace-of';
import { isMap, type Violation, wordsOf } from './violation';

/** A name in a key of a label or an annotation, and what a label may hold (apimachinery: content.IsLabelValue). */
const word = /^([A-Za-z0-9]([\w.-]*[A-Za-z0-9])?)$/;
const domain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const mostAnnotations = 256 * 1024;

/** What the API server has against the name, the labels and the annotations of an object. */
export function metadataLimits(object: KubernetesObject): readonly Violation[] {
  const { metadata } = object;
  const labels = textsOf(metadata.labels);
  const annotations = textsOf(metadata.annotations);
  return [
    ...badName('name', metadata.name, formOf(object)),
    ...badName('namespace', namespaceOf(object, 'default'), label),
    ...labels.flatMap(([key]) => badKey('labels', key, key)),
    ...labels.flatMap(([key, value]) => badLabel(key, value)),
    ...annotations.flatMap(([key]) => badKey('annotations', key, key.toLowerCase())),
    ...tooMuch(annotations),
  ];
}

interface NameForm {
  readonly form: RegExp;
  readonly most: number;
  readonly remedy: string;
}

const ends = 'with a letter or a digit at both ends';
const subdomain: NameForm = {
  form: domain,
  most: 253,
  remedy: `small letters, digits, "-" and ".", ${ends} of each part`,
};
const label: NameForm = {
  form: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  most: 63,
  remedy: `small letters, digits and "-", ${ends}`,
};
const segment: NameForm = { form: /^(?!\.\.?$)[^/%]+$/, most: Infinity, remedy: 'no "/" and no "%"' };

/** Kinds that ask for less or for more than others, by group and kind (Kubernetes: pkg/apis, validation). */
const forms: Readonly<Record<string, NameForm>> = {
  '/Namespace': label,
  '/Service': label,
  'batch/CronJob': { ...subdomain, most: 52 },
  'batch/Job': { ...subdomain, most: 63 },
  'networking.k8s.io/IPAddress': segment,
};

/** Groups whose names may have colons, such as those of the roles of Kubernetes itself. */
const segmentGroups = /^(rbac\.authorization\.k8s\.io|certificates\.k8s\.io|(.+\.)?openshift\.io)$/;

function formOf({ apiVersion, kind }: KubernetesObject): NameForm {
  const group = groupOf(apiVersion);
  return segmentGroups.test(group) ? segment : (forms[`${group}/${kind}`] ?? subdomain);
}

function badName(field: 'name' | 'namespace', name: string, { form, most, remedy }: NameForm): readonly Violation[] {
  if (isHidden(name) || name.includes(unsteadyText) || (name.length <= most && form.test(name))) return [];
  const length = name.length > most ? `, and has ${name.length} characters` : '';
  const limit = most === Infinity ? '' : ` (at most ${most})`;
  const problem = `${wordsOf(name)} is no ${field} that it takes${length}`;
  return [{ path: ['metadata', field], problem, remedy: `Write ${remedy}${limit}` }];
}

function textsOf(map: unknown): readonly (readonly [string, string])[] {
  if (!isMap(map)) return [];
  return Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

function badKey(field: 'labels' | 'annotations', key: string, asked: string): readonly Violation[] {
  const parts = asked.split('/');
  const [prefix, name] = parts.length === 1 ? [undefined, parts[0] ?? ''] : [parts[0], parts[1] ?? ''];
  const isPrefix = prefix === undefined || (prefix.length <= 253 && domain.test(prefix));
  if (parts.length <= 2 && isPrefix && name.length <= 63 && word.test(name)) return [];
  const problem = `${wordsOf(key)} is no key of ${field}`;
  const remedy = 'Write letters, digits, "-", "_" or "." (at most 63), behind a domain and "/" if it needs one';
  return [{ path: ['metadata', field, key], problem, remedy }];
}

function badLabel(key: string, value: string): readonly Violation[] {
  if (value === '' || isHidden(value) || (value.length <= 63 && word.test(value))) return [];
  const problem = `a label cannot hold ${wordsOf(value)}`;
  const remedy = 'Write at most 63 letters, digits, "-", "_" or ".", with a letter or a digit at both ends';
  return [{ path: ['metadata', 'labels', key], problem, remedy }];
}

function tooMuch(annotations: readonly (readonly [string, string])[]): readonly Violation[] {
  const size = annotations.flat().reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  if (size <= mostAnnotations) return [];
  const problem = `its annotations have ${size} bytes together, and may have ${mostAnnotations}`;
  return [{ path: ['metadata', 'annotations'], problem, remedy: 'Keep it in a ConfigMap' }];
}
