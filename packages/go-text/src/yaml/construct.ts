import { YamlError } from './failure';
import type { JsonValue } from '../json/json';
import { type Entry, mapOf, type Node } from './node';
import { printFloat32 } from './numbers';
import { type Dialect, isV2, type Resolved, resolvePlain, resolveTagged } from './resolve';
import type { TokenList } from './token-list';
import { deepest, type Token } from './tokens';

export interface Parser {
  readonly tokens: TokenList;
  readonly dialect: Dialect;
  /** `open` while the node is read: an alias in it would hold itself. */
  readonly anchors: Map<string, Node | 'open'>;
  nodes: number;
  aliased: number;
  /** Whether an infinity or no number was read: JSON has neither. */
  hasNonFinite: boolean;
}

/** The library's guard against lists of aliases of lists of aliases. */
export function count(parser: Parser, node: Node): Node {
  parser.nodes++;
  const { nodes, aliased } = parser;
  const scale = Math.min(Math.max((nodes - 400_000) / 3_600_000, 0), 1);
  const isExcessive = aliased > 100 && nodes > 1000 && aliased / nodes > 0.99 - 0.89 * scale;
  if (isExcessive) throw new YamlError('yaml: document contains excessive aliasing');
  return node;
}

export const empty: Node = { value: null, type: 'null', size: 1, depth: 0 };

export function scalarOf(parser: Parser, { text, plain }: Pick<Token, 'text' | 'plain'>, tag?: string): Node {
  const { dialect } = parser;
  if (tag === undefined && (!plain || dialect === 'text')) return { value: text, type: 'str', size: 1, depth: 0 };
  const resolved = tag === undefined ? resolvePlain(text, dialect) : resolveTagged(tag, text, dialect);
  if (typeof resolved.value === 'number' && !Number.isFinite(resolved.value)) parser.hasNonFinite = true;
  const isMerge = text === '<<' && (tag === undefined || tag === '!' || tag === 'tag:yaml.org,2002:merge');
  const value = valueOf(resolved, text, dialect);
  return { value, type: resolved.type, digits: resolved.digits, isMerge, size: 1, depth: 0 };
}

function valueOf({ type, value, digits }: Resolved, text: string, dialect: Dialect): JsonValue {
  // yaml.v2 leaves a timestamp the text that it was.
  if (type === 'timestamp' && isV2(dialect)) return text;
  if (dialect !== 'v2 as text' || value === null) return value;
  return type === 'float' ? printFloat32(Number(value)) : (digits ?? String(value));
}

export function sequenceOf(items: readonly Node[]): Node {
  const size = items.reduce((sum, one) => sum + one.size, 1);
  return { value: items.map(jsonOf), type: 'seq', size, depth: depthAbove(items) };
}

export function mappingOf({ dialect }: Parser, entries: readonly Entry[]): Node {
  const size = entries.reduce((sum, { key, value }) => sum + key.size + value.size, 1);
  const depth = depthAbove(entries.map(({ value }) => value));
  return { value: mapOf(entries, dialect), type: 'map', size, depth };
}

/** Aliases of aliases are deeper than any text: whoever walks through the value would come to no end of calls. */
function depthAbove(items: readonly Node[]): number {
  const depth = items.reduce((most, one) => Math.max(most, one.depth), 0) + 1;
  if (depth > deepest) throw new YamlError(`yaml: exceeded max depth of ${deepest}`);
  return depth;
}

function jsonOf({ value }: Node): JsonValue {
  return value;
}
