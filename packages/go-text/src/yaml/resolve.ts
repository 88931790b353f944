import { int64Of } from '../json/int64';
import { decodeBase64 } from './base64';
import { YamlError } from './failure';
import { floatOf, integerOf } from './numbers';
import { timestampOf } from './timestamp';

/** A plain scalar's type and value. An integer keeps all its digits in `digits`, for where it is a key. */
export interface Resolved {
  readonly type: 'str' | 'bool' | 'int' | 'float' | 'null' | 'timestamp';
  readonly value: string | number | bigint | boolean | null;
  readonly digits?: string;
}

/**
 * yaml.v2 is what the controller reads with, yaml.v3 what kustomize does; `text` is yaml.v3 without types but text.
 * `v2 as text` has each number and boolean of yaml.v2 as `sigs.k8s.io/yaml` writes it into a field that is a text.
 */
export type Dialect = 'v2' | 'v2 as text' | 'v3' | 'text';

export function isV2(dialect: Dialect): boolean {
  return dialect === 'v2' || dialect === 'v2 as text';
}

const constants = new Map<string, Resolved>();
const booleans = { true: ['true', 'True', 'TRUE'], false: ['false', 'False', 'FALSE'] };
const oldBooleans = new Map<string, Resolved>();
const infinity = ['.inf', '.Inf', '.INF'];

function define(words: readonly string[], resolved: Resolved, where = constants): void {
  for (const word of words) where.set(word, resolved);
}

define(booleans.true, { type: 'bool', value: true });
define(booleans.false, { type: 'bool', value: false });
define(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'], { type: 'bool', value: true }, oldBooleans);
define(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'], { type: 'bool', value: false }, oldBooleans);
define(['', '~', 'null', 'Null', 'NULL'], { type: 'null', value: null });
define(['.nan', '.NaN', '.NAN'], { type: 'float', value: NaN });
define([...infinity, ...infinity.map((word) => `+${word}`)], { type: 'float', value: Infinity });
define(
  infinity.map((word) => `-${word}`),
  { type: 'float', value: -Infinity },
);

/** What a plain scalar without a tag is (yaml.v2 and v3: resolve.go). */
export function resolvePlain(text: string, dialect: Dialect): Resolved {
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  const constant = constants.get(text) ?? (isV2(dialect) ? oldBooleans.get(text) : undefined);
  if (constant) return constant;
  return (isNumeric ? numberIn(text) : undefined) ?? { type: 'str', value: text };
}

function numberIn(text: string): Resolved | undefined {
  if (text.startsWith('.')) return fraction.test(text) ? floatIn(text.replaceAll('_', '')) : undefined;
  const timestamp = timestampOf(text);
  if (timestamp !== undefined) return { type: 'timestamp', value: timestamp };
  const plain = text.replaceAll('_', '');
  const integer = integerOf(plain) ?? oldBinary(plain);
  if (integer !== undefined) return { type: 'int', value: int64Of(integer), digits: integer.toString() };
  return floatIn(plain);
}

/** Go's own form of a float, in which `_` stands between digits. */
const fraction = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

function floatIn(text: string): Resolved | undefined {
  const value = floatOf(text);
  return value === undefined ? undefined : { type: 'float', value };
}

/** `0b-1`: the library takes the prefix off and reads what is left, sign and all. */
function oldBinary(text: string): bigint | undefined {
  const match = /^0b([+-])([01]{1,63})$/.exec(text);
  if (!match) return undefined;
  const magnitude = BigInt(`0b${match[2] ?? ''}`);
  return match[1] === '-' ? -magnitude : magnitude;
}

const prefix = 'tag:yaml.org,2002:';
const known = new Map(
  (['str', 'bool', 'int', 'float', 'null', 'timestamp'] as const).map((type) => [`${prefix}${type}`, type]),
);

/**
 * What a scalar with a tag is: text where the tag is not one of YAML's own. Throws a YamlError where it does not fit.
 */
export function resolveTagged(tag: string, text: string, dialect: Dialect): Resolved {
  if (tag === `${prefix}binary`) return { type: 'str', value: binary(text) };
  const wanted = known.get(tag);
  if (wanted === undefined || wanted === 'str') return { type: 'str', value: text };
  const found = resolvePlain(text, dialect);
  if (found.type === wanted) return found;
  if (wanted === 'float' && found.type === 'int') return { type: 'float', value: found.value };
  throw new YamlError(`yaml: cannot decode !!${found.type} \`${text}\` as a !!${wanted}`);
}

function binary(text: string): string {
  const decoded = decodeBase64(text);
  if (decoded === undefined) throw new YamlError('yaml: !!binary value contains invalid base64 data');
  return decoded;
}
