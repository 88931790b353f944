import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  envsubst,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  parseYaml,
  type Variables,
} from '@sovereign-fleet/go-text';
import { substitute } from './substitute';

/** A template and the result that Flux's own Go code was seen to give. */
interface Vector {
  readonly id: string;
  readonly topic: string;
  readonly level: 'text' | 'resource';
  readonly template: string;
  readonly vars: Variables;
  readonly strict: boolean;
  readonly always?: boolean;
  readonly expected?: string;
  readonly expectedBase64?: string;
  readonly substituted?: boolean;
  readonly error?: string;
  readonly errorKind?: 'syntax' | 'unset' | 'var-name' | 'yaml' | 'panic';
}

function vectorsIn(file: string): readonly Vector[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Vector);
}

function resultOfVector({ level, template, vars, strict, always = false }: Vector): unknown {
  if (level === 'resource') return substitute(objectIn(template), vars, { strict, always });
  const outcome = envsubst(template, vars, { strict });
  if (!outcome.ok) return { status: 'failed', code: outcome.code, reason: outcome.reason };
  const { text, bytes } = outcome.value;
  return bytes ? { base64: Buffer.from(bytes).toString('base64') } : { text };
}

function objectIn(template: string): JsonObject {
  const value = parseYaml(template, 'v3');
  if (!isObject(value)) throw new Error(`not an object: ${template}`);
  return value;
}

/** Error texts are compared whole. The conformance data does not ask for those of the Go YAML library; we do. */
function expectedOfVector(vector: Vector): unknown {
  const { error: text, errorKind: kind, expected, expectedBase64: base64, level, substituted } = vector;
  if (text !== undefined) return { status: 'failed', code: kind, reason: text };
  if (level === 'text') return base64 === undefined ? { text: expected } : { base64 };
  const status = substituted === true ? 'substituted' : 'skipped';
  return { status, object: parseJson(expected ?? '') as JsonValue };
}

const chosen = vectorsIn(join(__dirname, 'testdata/flux-postbuild.jsonl'));

describe('substitution gives what Flux gives', () => {
  test.each(chosen)('substitution as in Flux: $id, $topic', (vector) => {
    expect(resultOfVector(vector)).toEqual(expectedOfVector(vector));
  });

  test('the vectors cover every kind of error and both levels', () => {
    const kinds = new Set(chosen.map(({ errorKind }) => errorKind));
    expect([...kinds].sort()).toEqual(['panic', 'syntax', 'unset', 'var-name', 'yaml', undefined]);
    expect(new Set(chosen.map(({ level }) => level)).size).toBe(2);
  });
});

const all = join(__dirname, '../../../../../shared/conformance/flux-postbuild.jsonl');
const there = existsSync(all);
const title = there
  ? 'in every vector'
  : 'in every vector (skipped: ../shared/conformance/flux-postbuild.jsonl is not there)';

(there ? test : test.skip)(title, () => {
  const vectors = vectorsIn(all);
  const differing = vectors.filter((vector) => !isAsExpected(vector)).map(({ id }) => id);
  expect(differing).toEqual([]);
  expect(vectors.length).toBeGreaterThanOrEqual(809);
});

function isAsExpected(vector: Vector): boolean {
  try {
    expect(resultOfVector(vector)).toEqual(expectedOfVector(vector));
    return true;
  } catch {
    return false;
  }
}
