import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';
import { type Discovery, discoveredApis, rowsOf, type ServedApis } from './discovered-apis';

// Writes which APIs each Kubernetes serves, from the module k8s.io/kubernetes, which has what a server of that release
// answers in api/discovery. Needs go. Name the release of a new minor version below, and run: npm run kubernetes:apis

const releases = ['1.30.14', '1.31.14', '1.32.11', '1.33.7', '1.34.3', '1.35.2', '1.36.2'];
const file = 'packages/renderer/src/cluster/kubernetes-apis.ts';

function sourceOf(release: string): string {
  const args = ['mod', 'download', '-json', `k8s.io/kubernetes@v${release}`];
  const said = execFileSync('go', args, { cwd: tmpdir(), encoding: 'utf8' });
  return (JSON.parse(said) as { readonly Dir: string }).Dir;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function servedBy(release: string): ServedApis {
  const folder = sourceOf(release);
  const answers = join(folder, 'api/discovery');
  const newest = join(answers, 'aggregated_v2.json');
  // What a server answers has these types.
  const aggregated = readJson(
    existsSync(newest) ? newest : join(answers, 'aggregated_v2beta1.json'),
  ) as Discovery['aggregated'];
  const core = readJson(join(answers, 'api__v1.json')) as Discovery['core'];
  const controlPlane = readFileSync(join(folder, 'pkg/controlplane/instance.go'), 'utf8');
  return { minor: Number(release.split('.')[1]), kinds: discoveredApis({ aggregated, core, controlPlane }) };
}

const rows = rowsOf(releases.map(servedBy));
const lines = rows.map((row) => `  ${JSON.stringify(row)},`);
writeFileSync(
  join(workspaceRoot, file),
  [
    '// Made by tools/src/commands/kubernetes-apis.ts from api/discovery of k8s.io/kubernetes. Do not edit it by hand.',
    '',
    '/** A version of an API with kinds that a server has, from one minor version of Kubernetes to another. */',
    'export interface KubernetesApi {',
    '  readonly api: string;',
    '  readonly first: number;',
    '  readonly last: number;',
    '  readonly kinds: readonly string[];',
    '}',
    '',
    `/** Of ${releases.join(', ')}: what is on without being asked for. */`,
    'export const kubernetesApis: readonly KubernetesApi[] = [',
    ...lines,
    '];',
    '',
  ].join('\n'),
);
execFileSync('npx', ['prettier', '--write', file], { cwd: workspaceRoot });
