import { isMultiline, styleOf } from './analyze';
import { type Emitter, writeBreak, writeIndent, writeIndicator, writeScalar } from './emit-scalar';
import { isObject, type JsonObject, type JsonValue } from '../json/json';
import { compareKeys } from './key-order';
import { printNumber } from './numbers';

/**
 * A value as `sigs.k8s.io/yaml` prints it, byte for byte: that is the text in which Flux substitutes. Keys sorted,
 * quotes only where needed, lines folded after 80 characters, lists not indented within maps.
 */
export function emitYaml(value: JsonValue): string {
  const emitter: Emitter = { out: '', column: 0, indent: -1, whitespace: true, indention: true };
  emitNode(emitter, value, 'root');
  if (emitter.column > 0) writeBreak(emitter);
  return emitter.out;
}

/** Where a node stands: its indentation depends on it, and a key has to fit on its line. */
type Place = 'root' | 'item' | 'value' | 'key';

const plain = { style: 'plain', mayFold: false } as const;

function emitNode(emitter: Emitter, value: JsonValue, place: Place): void {
  if (typeof value === 'string') emitText(emitter, value, place === 'key');
  else if (typeof value === 'number' || typeof value === 'bigint') writeScalar(emitter, printNumber(value), plain);
  else if (typeof value === 'boolean' || value === null) writeScalar(emitter, String(value), plain);
  else if (isObject(value)) emitMapping(emitter, value);
  else emitSequence(emitter, value, place);
}

function emitText(emitter: Emitter, text: string, isKey: boolean): void {
  const wellFormed = text.toWellFormed();
  writeScalar(emitter, wellFormed, { style: styleOf(wellFormed, isKey), mayFold: !isKey });
}

function emitMapping(emitter: Emitter, value: JsonObject): void {
  const keys = Object.keys(value);
  if (keys.length === 0) {
    writeIndicator(emitter, '{}', { space: true });
    return;
  }
  const outer = emitter.indent;
  emitter.indent = outer < 0 ? 0 : outer + 2;
  for (const key of keys.sort(compareKeys)) {
    writeIndent(emitter);
    emitKey(emitter, key);
    emitNode(emitter, value[key] ?? null, 'value');
  }
  emitter.indent = outer;
}

function emitKey(emitter: Emitter, key: string): void {
  const isSimple = !isMultiline(key) && byteLength(key) <= 128;
  if (isSimple) {
    emitText(emitter, key, true);
    writeIndicator(emitter, ':', { space: false });
    return;
  }
  writeIndicator(emitter, '?', { space: true, indents: true });
  emitText(emitter, key, false);
  writeIndent(emitter);
  writeIndicator(emitter, ':', { space: true, indents: true });
}

function byteLength(text: string): number {
  return text.length > 128 || text.length < 43 ? text.length : new TextEncoder().encode(text).length;
}

function emitSequence(emitter: Emitter, items: readonly JsonValue[], place: Place): void {
  if (items.length === 0) {
    writeIndicator(emitter, '[]', { space: true });
    return;
  }
  const outer = emitter.indent;
  const staysLeft = place === 'value' && !emitter.indention;
  emitter.indent = outer < 0 ? 0 : staysLeft ? outer : outer + 2;
  for (const item of items) {
    writeIndent(emitter);
    writeIndicator(emitter, '-', { space: true, indents: true });
    emitNode(emitter, item, 'item');
  }
  emitter.indent = outer;
}
