import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { list } from 'tar';
import { documentPath, documents, openapiVersion } from './openapi';
import { routes } from './routes';
type Json = Record<string, unknown>;

/** Text for people, and fields that no validator reads. */
const droppedFields = new Set([
  'description',
  'summary',
  'externalDocs',
  'tags',
  'example',
  'examples',
  'operationId',
  'headers',
]);

/**
 * Keeps of GitHub's document the operations of the test server with their parameters, bodies, answers and schemas.
 * Two mistakes of the document are corrected: docs/decisions/0019.
 */
export function trimDocument(document: Json, wanted: readonly string[]): Json {
  const all = document['paths'] as Record<string, Json>; // GitHub's document is one of OpenAPI 3.0.
  const paths: Record<string, Json> = {};
  for (const operation of wanted) {
    const [method = '', path = ''] = operation.split(' ');
    const found = all[path]?.[method.toLowerCase()];
    if (found === undefined) throw new Error(`GitHub's document has no ${operation}`);
    paths[path] = { ...paths[path], [method.toLowerCase()]: withoutText(found) };
  }
  const result: Json = { openapi: document['openapi'], info: {}, paths, components: {} };
  result['components'] = referencedComponents(document, paths);
  return result;
}

function withoutText(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutText(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => named || !(droppedFields.has(key) || key.startsWith('x-')));
  // Below `properties` the keys are names of fields, and one of them may be "description".
  const entries = kept.map(([key, inner]) => [key, withoutText(inner, !named && key === 'properties')]);
  return nullableWithType(Object.fromEntries(entries) as Json);
}

/** In some places the document says `nullable` without a type, which a validator refuses. */
function nullableWithType(schema: Json): Json {
  const { nullable, ...rest } = schema;
  if (nullable !== true || 'type' in schema) return schema;
  return { anyOf: [rest, { enum: [null] }] };
}

function referencedComponents(document: Json, start: unknown): Json {
  const source = document['components'] as Record<string, Json>; // As above.
  const found = new Map<string, Json>();
  const missing = (part: unknown) => referencesIn(part).filter((reference) => !found.has(reference));
  const queue = new Set(missing(start));
  // The set grows while it is walked.
  for (const reference of queue) {
    const [kind = '', name = ''] = reference.split('/');
    const component = correctSchema(name, withoutText(source[kind]?.[name]) as Json); // A component is an object.
    found.set(reference, component);
    for (const further of missing(component)) queue.add(further);
  }
  const components: Record<string, Json> = {};
  for (const [reference, component] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [kind = '', name = ''] = reference.split('/');
    components[kind] = { ...components[kind], [name]: component };
  }
  return components;
}

/** As `schemas/simple-user`. */
function referencesIn(part: unknown): string[] {
  return [...JSON.stringify(part).matchAll(/"#\/components\/(\w+\/[^"/]+)"/g)].map(([, reference = '']) => reference);
}

/** The description of a label may be null. The document says so everywhere but here. */
function correctSchema(name: string, schema: Json): Json {
  if (name !== 'pull-request-simple') return schema;
  const text = JSON.stringify(schema).replace(
    /("labels":\{.*?"description":\{"type":"string")\}/,
    (_, before: string) => `${before},"nullable":true}`,
  );
  return JSON.parse(text) as Json; // The same schema, with `nullable`.
}

async function readDocuments(archive: string, names: readonly string[]): Promise<ReadonlyMap<string, Json>> {
  const texts = new Map<string, Promise<Buffer>>();
  await list({
    file: archive,
    filter: (path) => names.some((name) => path === `package/generated/${name}.json`),
    onReadEntry: (entry) => void texts.set(entry.path, entry.concat()),
  });
  const parsed = [...texts].map(async ([path, bytes]) => {
    const name = path.slice('package/generated/'.length, -'.json'.length);
    return [name, JSON.parse((await bytes).toString()) as Json] as const; // GitHub's own document.
  });
  return new Map(await Promise.all(parsed));
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    // Unpacked the package is 385 MB, so that it is not one of our dependencies.
    const pack = ['pack', `@octokit/openapi@${openapiVersion}`, '--silent', '--pack-destination', folder];
    const { status, stdout } = spawnSync('npm', pack, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    if (status !== 0) throw new Error('npm could not fetch @octokit/openapi');
    const operations = routes.map(({ operation }) => operation);
    const all = await readDocuments(join(folder, stdout.trim()), documents);
    for (const [name, document] of all) {
      writeFileSync(documentPath(name), `${JSON.stringify(trimDocument(document, operations), null, 1)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (require.main === module) void main();
