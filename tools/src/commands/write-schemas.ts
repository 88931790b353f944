import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { valueOf } from '@sovereign-fleet/domain';
import { parseArguments } from '@sovereign-fleet/workspace/command';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { type Definition, fluxTable } from '../schemas/flux-table';
import { type GoPackage, goZeros } from '../schemas/go-types';
import { kubernetesTable, type OpenApiDocument } from '../schemas/kubernetes-table';
import { workspaceRoot } from '../workspace';

export const help = `Writes the tables by which a render tells what the API server refuses.

  npm run schemas -- --from=FOLDER

  --from      Has, for each version that is to be known, kubernetes/1.34.2.json, which is api/openapi-spec/swagger.json
              of that Kubernetes, or flux/2.9.4.yaml, the install.yaml of that release of Flux; and go/api and
              go/apimachinery, the Go modules k8s.io/api and k8s.io/apimachinery that the newest Flux is built with
  -h, --help  Print this

Prints each file that it writes.
`;

const SchemaOptions = z.strictObject({ from: z.string().min(1) });
const folder = join(workspaceRoot, 'packages/renderer/src/schemas');

function main(args: readonly string[]): number {
  const given = valueOf(parseArguments(SchemaOptions, { args, environment: process.env }, { name: 'npm run schemas' }));
  if (given === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const { from } = given.options;
  const documents = filesIn(join(from, 'kubernetes')).map(({ version, text }) => ({
    minor: Number(version.split('.')[1]),
    document: JSON.parse(text) as OpenApiDocument,
  }));
  const definitions = filesIn(join(from, 'flux')).map(
    ({ version, text }) => [version.split('.').slice(0, 2).join('.'), definitionsIn(text)] as const,
  );
  write('kubernetes.json', kubernetesTable(documents, goZeros(goPackagesIn(join(from, 'go')))));
  write('flux.json', fluxTable(new Map(definitions)));
  return 0;
}

function filesIn(path: string): readonly { readonly version: string; readonly text: string }[] {
  const names = readdirSync(path).sort();
  return names.map((name) => ({
    version: basename(name).replace(/\.[a-z]+$/, ''),
    text: readFileSync(join(path, name), 'utf8'),
  }));
}

function definitionsIn(text: string): readonly Definition[] {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as { readonly kind?: string } | null);
  return objects.filter((one) => one?.kind === 'CustomResourceDefinition') as unknown as readonly Definition[];
}

/** The packages of the API, by their group and version. */
function goPackagesIn(path: string): readonly GoPackage[] {
  const api = join(path, 'api');
  const versioned = readdirSync(api, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && /^v\d+((alpha|beta)\d+)?$/.test(entry.name),
  );
  const own = versioned.map(({ parentPath, name }) => [`${basename(parentPath)}.${name}`, join(parentPath, name)]);
  const shared = join(path, 'apimachinery/pkg');
  return [...own, ['meta.v1', join(shared, 'apis/meta/v1')], ['types', join(shared, 'types')]].map(
    ([name = '', folder = '']) => ({
      name,
      texts: readdirSync(folder)
        .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
        .map((file) => readFileSync(join(folder, file), 'utf8')),
    }),
  );
}

/** One line for each entry, so that a difference can be read. */
function write(name: string, table: object): void {
  const parts = Object.entries(table).map(([key, part]) => `${JSON.stringify(key)}:${linesOf(part)}`);
  writeFileSync(join(folder, name), `{\n${parts.join(',\n')}\n}\n`);
  process.stdout.write(`packages/renderer/src/schemas/${name}\n`);
}

function linesOf(part: unknown): string {
  if (Array.isArray(part)) return `[\n${part.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
  const lines = Object.entries(part as object).map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

if (require.main === module) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
