import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { specFile } from './layout';

/** What the tree of every Sovereign is made from, beside its own spec. */
const madeFrom = ['@sovereign-fleet/bootstrap-kit', '@sovereign-fleet/compiler'];

/** Environment variables that decide on a render. */
const environment = [
  ...['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL', 'SOVEREIGN_FLEET_FINGERPRINT_KEY', 'VCLUSTER_CHART'],
];

const sourcesOf = (layer: string) => `{workspaceRoot}/packages/${layer}/src/**/!(*.test).ts`;

/** What decides on a review beside the render. */
const reviewedBy = [sourcesOf('policy'), '{workspaceRoot}/generators/src/review/*.ts'];

/** The Nx project of one Sovereign; `fleet` is the project of what all share, where there is one. */
export function sovereignProject(
  root: string,
  name: string,
  fleet: string | undefined,
): Omit<ProjectConfiguration, 'root'> {
  const render = renderTarget(root, name);
  return {
    name,
    projectType: 'application',
    tags: ['type:sovereign'],
    implicitDependencies: [...(fleet === undefined ? [] : [fleet]), ...madeFrom],
    targets: {
      render,
      review: {
        executor: '@sovereign-fleet/generators:review',
        // Not cached: it compares with a commit. Its inputs say whom a change of the rules affects.
        cache: false,
        inputs: [...(render.inputs ?? []), ...reviewedBy],
        outputs: ['{workspaceRoot}/dist/review/{projectName}'],
      },
      // Nor this: it is about a repository elsewhere.
      propose: { executor: '@sovereign-fleet/generators:propose' },
    },
  };
}

/** Its inputs are what a render reads and no more, so that Nx renders what a change touches. */
function renderTarget(root: string, name: string): TargetConfiguration {
  const tree = treeOf(root, name);
  const charts = chartsIn(root, tree).flatMap((chart) => [
    `{workspaceRoot}/charts/${chart}/**/*`,
    `!{workspaceRoot}/charts/${chart}/**/*.md`,
    `!{workspaceRoot}/charts/${chart}/tests/**/*`,
  ]);
  return {
    executor: '@sovereign-fleet/generators:render',
    cache: true,
    inputs: [
      '{projectRoot}/sovereign.ts',
      // What a spec may import of its neighbours, but no other spec.
      '{workspaceRoot}/sovereigns/**/!(sovereign|fleet).ts',
      `{workspaceRoot}/${tree}/**/*`,
      ...['', '/clusters'].map((folder) => `{workspaceRoot}/gitops-out${folder}/.sourceignore`),
      ...charts,
      ...(charts.length > 0 ? ['{workspaceRoot}/charts/testdata/vcluster/**/*'] : []),
      ...['domain', 'renderer'].map(sourcesOf),
      '{workspaceRoot}/generators/src/!(*.test).ts',
      '{workspaceRoot}/generators/src/render/*.ts',
      { externalDependencies: ['tar', 'zod'] },
      ...environment.map((env) => ({ env })),
    ],
    outputs: ['{workspaceRoot}/dist/render/{projectName}'],
  };
}

/** The folder of its tree; all of them where the spec works its FQDN out, or does not write it down just once. */
function treeOf(root: string, name: string): string {
  const text = readFileSync(join(root, specFile(name)), 'utf8');
  const found = new Set([...text.matchAll(/^\s*fqdn:\s*['"]([a-z0-9.-]+)['"]/gm)].map(([, fqdn]) => fqdn));
  const [fqdn] = found;
  return fqdn === undefined || found.size > 1 ? 'gitops-out' : `gitops-out/clusters/${fqdn}`;
}

/** The workspace's charts that are named in a tree, or all of them where there is no kit to read. */
function chartsIn(root: string, tree: string): readonly string[] {
  const charts = join(root, 'charts');
  const names = existsSync(charts) ? readdirSync(charts) : [];
  const own = names.filter((name) => existsSync(join(charts, name, 'Chart.yaml')));
  const kit = join(root, tree, 'bootstrap-kit');
  if (!existsSync(kit)) return own;
  const text = readdirSync(kit)
    .map((file) => readFileSync(join(kit, file), 'utf8'))
    .join('\n');
  const named = new Set(own.filter((name) => text.includes(`/${name}\n`)));
  // The set grows while it is walked.
  for (const name of named) for (const other of besideOf(charts, name, own)) named.add(other);
  return own.filter((name) => named.has(name));
}

/** The charts of the same folder that a chart depends on, as `repository: file://../<name>`. */
function besideOf(charts: string, name: string, own: readonly string[]): readonly string[] {
  const text = readFileSync(join(charts, name, 'Chart.yaml'), 'utf8');
  const paths = [...text.matchAll(/^\s*(?:-\s+)?repository:\s*["']?file:\/\/([^\s"']+)/gm)];
  return paths.map(([, path = '']) => relative(charts, join(charts, name, path))).filter((path) => own.includes(path));
}
