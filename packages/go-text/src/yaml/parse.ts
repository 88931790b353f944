import { forbidden } from './characters';
import { YamlError } from './failure';
import type { JsonValue } from '../json/json';
import { count, empty, mappingOf, type Parser, scalarOf, sequenceOf } from './construct';
import type { Entry, Node } from './node';
import type { Dialect } from './resolve';
import { nextToken, peekToken, tokenList } from './token-list';
import type { Token, TokenType } from './tokens';

/**
 * The first document of a text, as JSON: with yaml.v2 what `sigs.k8s.io/yaml` gives (YAML 1.1: `yes` is true, `0755` is
 * octal, a timestamp stays text), with yaml.v3 what kustomize reads, with `text` each scalar as it stands. Throws a
 * YamlError, with the words of the Go library where it has the place.
 */
export function parseYaml(text: string, dialect: Dialect): JsonValue {
  if (forbidden.test(text)) throw new YamlError('yaml: control characters are not allowed');
  const parser: Parser = {
    tokens: tokenList(text),
    dialect,
    anchors: new Map(),
    nodes: 0,
    aliased: 0,
    hasNonFinite: false,
  };
  const first = peekToken(parser.tokens).type;
  if (first === 'document-start') nextToken(parser.tokens);
  const isEmpty = first === 'stream-end' || (first === 'document-start' && endsDocument(parser));
  const value = isEmpty ? null : readNode(parser, { block: true, indentless: false }).value;
  peekToken(parser.tokens);
  if (parser.hasNonFinite) rejectNonFinite(value);
  return value;
}

function rejectNonFinite(value: JsonValue): void {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(rejectNonFinite);
  if (typeof value !== 'number' || Number.isFinite(value)) return;
  throw new YamlError(`json: unsupported value: ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`);
}

function endsDocument({ tokens }: Parser): boolean {
  return ['document-start', 'document-end', 'stream-end'].includes(peekToken(tokens).type);
}

interface Allowed {
  readonly block: boolean;
  /** Whether a list may stand as far left as the key it belongs to. */
  readonly indentless: boolean;
}

interface Properties {
  readonly anchor?: string;
  readonly tag?: string;
}

function readNode(parser: Parser, allowed: Allowed): Node {
  const token = peekToken(parser.tokens);
  if (token.type === 'alias') return readAlias(parser);
  if (token.type !== 'anchor' && token.type !== 'tag') return count(parser, readContent(parser, allowed, {}));
  const properties = readProperties(parser);
  if (properties.anchor === undefined) return count(parser, readContent(parser, allowed, properties));
  parser.anchors.set(properties.anchor, 'open');
  const node = count(parser, readContent(parser, allowed, properties));
  parser.anchors.set(properties.anchor, node);
  return node;
}

function readProperties({ tokens }: Parser): Properties {
  const first = nextToken(tokens);
  const other = first.type === 'tag' ? 'anchor' : 'tag';
  const second = peekToken(tokens).type === other ? nextToken(tokens) : undefined;
  return { [first.type]: first.text, ...(second && { [other]: second.text }) };
}

function readAlias(parser: Parser): Node {
  const { text } = nextToken(parser.tokens);
  const node = parser.anchors.get(text);
  if (node === undefined) throw new YamlError(`yaml: unknown anchor '${text}' referenced`);
  if (node === 'open') throw new YamlError(`yaml: anchor '${text}' value contains itself`);
  parser.aliased += node.size;
  parser.nodes += node.size;
  return count(parser, { ...node, isMerge: false, size: node.size });
}

function readContent(parser: Parser, allowed: Allowed, properties: Properties): Node {
  const token = peekToken(parser.tokens);
  if (token.type === 'scalar') return scalarOf(parser, nextToken(parser.tokens), properties.tag);
  if (token.type === '-' && allowed.indentless) return sequenceOf(readIndentless(parser));
  if (token.type === '[') return sequenceOf(readFlowSequence(parser));
  if (token.type === '{') return mappingOf(parser, readFlowMapping(parser));
  if (token.type === 'block-sequence' && allowed.block) return sequenceOf(readBlockSequence(parser));
  if (token.type === 'block-mapping' && allowed.block) return mappingOf(parser, readBlockMapping(parser));
  if (properties.tag !== undefined) return scalarOf(parser, { text: '', plain: true }, properties.tag);
  if (properties.anchor !== undefined) return empty;
  throw parseError(token, 'did not find expected node content');
}

function parseError({ line }: Token, problem: string): YamlError {
  return new YamlError(line > 0 ? `yaml: line ${line}: ${problem}` : `yaml: ${problem}`);
}

/** The node that comes next, or an empty one where a token of these follows. */
function readUnless(parser: Parser, ends: readonly TokenType[], allowed: Allowed): Node {
  return ends.includes(peekToken(parser.tokens).type) ? count(parser, empty) : readNode(parser, allowed);
}

const inBlock = { block: true, indentless: false };
const inMapping = { block: true, indentless: true };
const inFlow = { block: false, indentless: false };

function readIndentless(parser: Parser): readonly Node[] {
  const items: Node[] = [];
  while (peekToken(parser.tokens).type === '-') {
    nextToken(parser.tokens);
    items.push(readUnless(parser, ['-', 'key', 'value', 'block-end'], inBlock));
  }
  return items;
}

function readBlockSequence(parser: Parser): readonly Node[] {
  const items: Node[] = [];
  nextToken(parser.tokens);
  while (peekToken(parser.tokens).type === '-') {
    nextToken(parser.tokens);
    items.push(readUnless(parser, ['-', 'block-end'], inBlock));
  }
  expectEnd(parser, "did not find expected '-' indicator");
  return items;
}

function readBlockMapping(parser: Parser): readonly Entry[] {
  const entries: Entry[] = [];
  nextToken(parser.tokens);
  while (peekToken(parser.tokens).type === 'key') {
    nextToken(parser.tokens);
    const key = readUnless(parser, ['key', 'value', 'block-end'], inMapping);
    const hasValue = peekToken(parser.tokens).type === 'value';
    if (hasValue) nextToken(parser.tokens);
    const value = hasValue ? readUnless(parser, ['key', 'value', 'block-end'], inMapping) : count(parser, empty);
    entries.push({ key, value });
  }
  expectEnd(parser, 'did not find expected key');
  return entries;
}

function expectEnd({ tokens }: Parser, problem: string): void {
  const token = nextToken(tokens);
  if (token.type !== 'block-end') throw parseError(token, problem);
}

function readFlowSequence(parser: Parser): readonly Node[] {
  const items: Node[] = [];
  nextToken(parser.tokens);
  while (startsFlowItem(parser, ']', items.length === 0)) items.push(readFlowItem(parser));
  return items;
}

/** Whether one more item comes; if not, the end is read. */
function startsFlowItem({ tokens }: Parser, end: ']' | '}', isFirst: boolean): boolean {
  const token = peekToken(tokens);
  if (!isFirst && token.type === ',') nextToken(tokens);
  else if (!isFirst && token.type !== end) throw parseError(token, `did not find expected ',' or '${end}'`);
  if (peekToken(tokens).type !== end) return true;
  nextToken(tokens);
  return false;
}

/** `a`, or `a: b` for a map of one. */
function readFlowItem(parser: Parser): Node {
  if (peekToken(parser.tokens).type !== 'key') return readNode(parser, inFlow);
  nextToken(parser.tokens);
  const key = readUnless(parser, ['value', ',', ']'], inFlow);
  return count(parser, mappingOf(parser, [{ key, value: readFlowValue(parser, ']') }]));
}

function readFlowValue(parser: Parser, end: ']' | '}'): Node {
  if (peekToken(parser.tokens).type !== 'value') return count(parser, empty);
  nextToken(parser.tokens);
  return readUnless(parser, [',', end], inFlow);
}

function readFlowMapping(parser: Parser): readonly Entry[] {
  const entries: Entry[] = [];
  nextToken(parser.tokens);
  while (startsFlowItem(parser, '}', entries.length === 0)) entries.push(readFlowEntry(parser));
  return entries;
}

function readFlowEntry(parser: Parser): Entry {
  if (peekToken(parser.tokens).type !== 'key') {
    return { key: readNode(parser, inFlow), value: count(parser, empty) };
  }
  nextToken(parser.tokens);
  const key = readUnless(parser, ['value', ',', '}'], inFlow);
  return { key, value: readFlowValue(parser, '}') };
}
