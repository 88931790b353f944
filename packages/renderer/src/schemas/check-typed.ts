import { wrongType } from './kinds-of-value';
import { doublesIn, unknownField } from './field-violations';
import type { KubernetesTable, TypeCode } from '../contract/server-tables';
import { isHidden } from './hidden-text';
import { isMap, type Path, type Violation } from './violation';

/** The table as a server of one version has it. */
export interface TableOf {
  readonly table: KubernetesTable;
  /** 34 for Kubernetes 1.34. */
  readonly minor: number;
}

/** A code of the table without its range of versions; undefined where this version does not have it. */
export function codeIn(said: string | undefined, minor: number): string | undefined {
  const [code, range] = said?.split(' ') ?? [];
  if (range === undefined) return code;
  const [first = 0, last = 0] = range.split('-').map(Number);
  return first <= minor && minor <= last ? code : undefined;
}

/** A code of the table, whatever versions have it. */
export function codeOf(said: string | undefined): string | undefined {
  return said?.split(' ')[0];
}

/** What is in a list of this code: the fields that tell its entries apart, and their code. Undefined for no list. */
export function listCode(code: TypeCode): { readonly keys: string; readonly entry: TypeCode } | undefined {
  const [, keys, entry] = /^\[([^\]]*)\](.*)$/.exec(code) ?? [];
  return keys === undefined || entry === undefined ? undefined : { keys, entry };
}

/**
 * What the API server finds in an object of one of its own kinds by the types of its fields: unknown fields, values of
 * another type, entries of a list that are the same. It asks for required fields by code, which is not looked at here.
 */
export function checkKubernetesObject(object: unknown, type: TypeCode, of: TableOf): readonly Violation[] {
  return isMap(object) ? checkFields(object, type, { of, path: [], isWhole: true }) : [];
}

/** What Flux takes off an object before it applies it: the status, and what SOPS adds to an encrypted file. */
const takenOff = ['status', 'sops'];

interface Place {
  readonly of: TableOf;
  readonly path: Path;
  /** Whether it is the object itself. */
  readonly isWhole?: boolean;
}

function checkFields(map: Readonly<Record<string, unknown>>, type: TypeCode, place: Place): readonly Violation[] {
  const { of, path, isWhole = false } = place;
  const fields = of.table.types[type] ?? {};
  return Object.entries(map).flatMap(([key, value]) => {
    if (value === null || (isWhole && takenOff.includes(key))) return [];
    const code = Object.hasOwn(fields, key) ? codeIn(fields[key], of.minor) : undefined;
    const at = [...path, key];
    if (code !== undefined) return checkTyped(value, code, { of, path: at });
    return [
      unknownField(
        at,
        Object.keys(fields).filter((name) => codeIn(fields[name], of.minor) !== undefined),
      ),
    ];
  });
}

function checkTyped(value: unknown, code: TypeCode, place: Place): readonly Violation[] {
  if (code === 'any' || value === null || isHidden(value)) return [];
  const { of, path } = place;
  const list = listCode(code);
  const json =
    list === undefined ? (code.startsWith('{}') || Object.hasOwn(of.table.types, code) ? 'object' : code) : 'array';
  const wrong = wrongType(json, value);
  if (wrong !== undefined) return [{ path, ...wrong }];
  if (Array.isArray(value) && list !== undefined) {
    const { keys, entry } = list;
    const inEntries = value.flatMap((item, index) => checkTyped(item, entry, { of, path: [...path, index] }));
    const told = keys === '=' ? [] : keys.split(',');
    return keys === '' ? inEntries : [...inEntries, ...doublesIn(value, told, path)];
  }
  if (!isMap(value)) return [];
  if (!code.startsWith('{}')) return checkFields(value, code, place);
  const inner = code.slice(2);
  return Object.entries(value).flatMap(([key, item]) => checkTyped(item, inner, { of, path: [...path, key] }));
}
