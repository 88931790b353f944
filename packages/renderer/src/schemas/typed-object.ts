import { groupOf } from '@sovereign-fleet/domain';
import { canonicalTime, decodeBase64, wrapInteger } from '@sovereign-fleet/go-text';
import type { KubernetesTable, TypeCode } from '../contract/server-tables';
import type { KubernetesObject } from '../contract/rendered';
import { codeOf, listCode } from './check-typed';
import { canonicalQuantity } from './quantity';
import { isInteger, isMap, type Path } from './violation';

/** An object of one of Kubernetes' own kinds as Go writes it again once it has read it into its type. */
export interface TypedObject {
  readonly object: KubernetesObject;
  /** Fields that the type does not have, and that are lost with that. */
  readonly lost: readonly { readonly path: Path; readonly known: readonly string[] }[];
  /** Numbers that do not fit, and are others then. */
  readonly wrapped: readonly WrappedNumber[];
}

export interface WrappedNumber {
  readonly path: Path;
  readonly from: number | bigint;
  readonly to: number | bigint;
}

/**
 * The object after it went through its Go type (fluxcd/pkg ssa: normalize; apimachinery: DefaultUnstructuredConverter):
 * without unknown fields, with sizes and times in their canonical form, with the low bits of numbers that do not fit,
 * without what is empty and may be left out, with the zeros of what may not, and with TCP where a port of a container
 * or a Service says no protocol. Undefined for a kind that Flux has no type of, and for an
 * object that Go cannot read into it: that one stays as it is.
 */
export function typedObject(object: KubernetesObject, table: KubernetesTable): TypedObject | undefined {
  const type = codeOf(table.kinds[`${object.apiVersion}/${object.kind}`]);
  if (type === undefined || isLeftAlone(object)) return undefined;
  const reading: Reading = { table, lost: [], wrapped: [] };
  try {
    const read = readStruct(object, type, { reading, path: [] });
    const { lost, wrapped } = reading;
    return { object: withProtocols(read as KubernetesObject), lost, wrapped }; // it keeps its kind and metadata
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

/** Roles are not normalised, since Go would lose rules; the others are no types of client-go. */
function isLeftAlone({ apiVersion, kind }: KubernetesObject): boolean {
  const isRole = apiVersion === 'rbac.authorization.k8s.io/v1' && (kind === 'Role' || kind === 'ClusterRole');
  return isRole || ['apiextensions.k8s.io', 'apiregistration.k8s.io'].includes(groupOf(apiVersion));
}

class UnreadableError extends Error {}

interface Reading {
  readonly table: KubernetesTable;
  readonly lost: { readonly path: Path; readonly known: readonly string[] }[];
  readonly wrapped: WrappedNumber[];
}

interface Place {
  readonly reading: Reading;
  readonly path: Path;
}

function readStruct(value: unknown, type: TypeCode, { reading, path }: Place): Readonly<Record<string, unknown>> {
  if (!isMap(value)) throw new UnreadableError();
  const { table } = reading;
  const { types, zeros: allZeros } = table;
  const fields = types[type] ?? {};
  const zeros = allZeros[type] ?? {};
  const read = Object.entries(value).flatMap(([field, inner]) => {
    const code = Object.hasOwn(fields, field) ? codeOf(fields[field]) : undefined;
    const at = [...path, field];
    if (code === undefined) {
      if (!isTakenOff(at)) reading.lost.push({ path: at, known: Object.keys(fields) });
      return [];
    }
    if (inner === null) return [];
    const one = readValue(inner, code, { reading, path: at });
    return zeros[field] === null && isZero(one) ? [] : [[field, one] as const];
  });
  const there = Object.fromEntries(read);
  const isStatus = (field: string) => path.length === 0 && field === 'status'; // Flux takes it out
  const missing = Object.keys(zeros).filter(
    (field) => zeros[field] !== null && !Object.hasOwn(there, field) && !isStatus(field),
  );
  if (missing.length === 0) return there;
  const written = missing.map((field) => [field, zeroIn(type, field, table)] as const);
  return { ...there, ...Object.fromEntries(written) };
}

/** What Go writes of a field that nothing is said of. */
function zeroIn(type: TypeCode, field: string, table: KubernetesTable): unknown {
  const zero = table.zeros[type]?.[field] ?? null;
  const code = codeOf(table.types[type]?.[field]);
  return isMap(zero) && code !== undefined ? zeroOf(code, table) : zero;
}

/** What SOPS adds is dropped too, and that is told by itself. The status is taken out by Flux. */
function isTakenOff(path: Path): boolean {
  return path[0] === 'status' || (path.length === 1 && path[0] === 'sops');
}

function isZero(value: unknown): boolean {
  return value === '' || value === 0 || value === false;
}

function readValue(value: unknown, code: TypeCode, place: Place): unknown {
  if (code === 'any') return value;
  const list = listCode(code);
  if (list !== undefined) return readList(value, list.entry, place);
  if (code.startsWith('{}')) return readMap(value, code.slice(2), place);
  if (Object.hasOwn(place.reading.table.types, code)) return readStruct(value, code, place);
  const bits = code === 'int32' ? 32 : 64;
  return code === 'int32' || code === 'int64' ? readInteger(value, bits, place) : readScalar(value, code);
}

function readInteger(value: unknown, bits: 32 | 64, { reading, path }: Place): number | bigint {
  if (!isInteger(value)) throw new UnreadableError();
  const to = wrapInteger(value, bits);
  if (to !== value && !isTakenOff(path)) reading.wrapped.push({ path, from: value, to });
  return to;
}

function readList(value: unknown, entry: TypeCode, { reading, path }: Place): readonly unknown[] {
  if (!Array.isArray(value)) throw new UnreadableError();
  return value.map((item: unknown, index) =>
    item === null ? zeroOf(entry, reading.table) : readValue(item, entry, { reading, path: [...path, index] }),
  );
}

function readMap(value: unknown, entry: TypeCode, { reading, path }: Place): Readonly<Record<string, unknown>> {
  if (!isMap(value)) throw new UnreadableError();
  const read = Object.entries(value).map(([key, inner]) => {
    const one =
      inner === null ? zeroOf(entry, reading.table) : readValue(inner, entry, { reading, path: [...path, key] });
    return [key, one] as const;
  });
  return Object.fromEntries(read);
}

/** What Go writes for nothing, as for a null in a list or a map. */
function zeroOf(code: TypeCode, table: KubernetesTable): unknown {
  if (!Object.hasOwn(table.types, code)) return zeros[code] ?? null;
  const fields = Object.entries(table.zeros[code] ?? {}).filter(([, zero]) => zero !== null);
  return Object.fromEntries(fields.map(([field]) => [field, zeroIn(code, field, table)]));
}

const zeros: Readonly<Record<string, unknown>> = {
  string: '',
  int32: 0,
  int64: 0,
  integer: 0,
  number: 0,
  boolean: false,
  quantity: '0',
  'int-or-string': 0,
};

function readScalar(value: unknown, code: TypeCode): unknown {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  if (code === 'quantity') return readQuantity(value);
  if (code === 'bytes') return readBytes(value);
  if (code === 'time' || code === 'micro-time') return readTime(value, code === 'time' ? 'seconds' : 'micro');
  const isRight =
    (code === 'string' && typeof value === 'string') ||
    (code === 'boolean' && typeof value === 'boolean') ||
    (code === 'integer' && isInteger(value)) ||
    (code === 'number' && isNumber) ||
    (code === 'int-or-string' && (typeof value === 'string' || (isInteger(value) && wrapInteger(value, 32) === value)));
  if (!isRight) throw new UnreadableError();
  return value;
}

function readQuantity(value: unknown): string {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
  const read = isText ? canonicalQuantity(String(value)) : undefined;
  if (read === undefined) throw new UnreadableError();
  return read;
}

function readTime(value: unknown, precision: 'seconds' | 'micro'): string {
  const read = typeof value === 'string' ? canonicalTime(value, precision) : undefined;
  if (read === undefined) throw new UnreadableError();
  return read;
}

function readBytes(value: unknown): string {
  if (typeof value !== 'string' || decodeBase64(value) === undefined) throw new UnreadableError();
  return value.replace(/[\r\n]/g, '');
}

/** Where the pods of a kind stand, for which Flux sets the protocol of ports. */
const podsOf: Readonly<Record<string, readonly string[]>> = {
  'v1 Pod': ['spec'],
  'apps/v1 DaemonSet': ['spec', 'template', 'spec'],
  'apps/v1 Deployment': ['spec', 'template', 'spec'],
  'apps/v1 ReplicaSet': ['spec', 'template', 'spec'],
  'apps/v1 StatefulSet': ['spec', 'template', 'spec'],
  'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  'batch/v1 Job': ['spec', 'template', 'spec'],
};

function withProtocols(object: KubernetesObject): KubernetesObject {
  const kind = `${object.apiVersion} ${object.kind}`;
  const isService = kind === 'v1 Service';
  const path = isService ? ['spec'] : podsOf[kind];
  if (path === undefined) return object;
  const ofContainers = (pod: Fields): Fields => changeEach(pod, 'containers', withPortProtocols);
  return changeAt(object, path, isService ? withPortProtocols : ofContainers) as KubernetesObject; // only ports change
}

type Fields = Readonly<Record<string, unknown>>;

function withPortProtocols(map: Fields): Fields {
  return changeEach(map, 'ports', (port) => ({ ...port, protocol: port['protocol'] ?? 'TCP' }));
}

function changeAt(map: Fields, [field, ...deeper]: readonly string[], change: (map: Fields) => Fields): Fields {
  if (field === undefined) return change(map);
  const inner = map[field];
  return isMap(inner) ? { ...map, [field]: changeAt(inner, deeper, change) } : map;
}

function changeEach(map: Fields, field: string, change: (item: Fields) => Fields): Fields {
  const items = map[field];
  if (!Array.isArray(items)) return map;
  return { ...map, [field]: items.map((item: unknown) => (isMap(item) ? change(item) : item)) };
}
