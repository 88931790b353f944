import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { specFile } from './layout';

/** What the tree of every Sovereign is made from, beside its own spec. */
const madeFrom = ['@sovereign-fleet/bootstrap-kit', '@sovereign-fleet/compiler'];

/** Environment variables that decide on a render. */
const environment = [
  ...['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL', 'SOVEREIGN_FLEET_FINGERPRINT_KEY', 'VCLUSTER_CHART'],
];

/** The Nx project of one Sovereign; `fleet` is the project of what all share, where there is one. */
export function sovereignProject(
  root: string,
  name: string,
  fleet: string | undefined,
): Omit<ProjectConfiguration, 'root'> {
  return {
    name,
    projectType: 'application',
    tags: ['type:sovereign'],
    implicitDependencies: [...(fleet === undefined ? [] : [fleet]), ...madeFrom],
    targets: {
      render: renderTarget(root, name),
      // Not cached: it compares with a commit.
      review: { executor: '@sovereign-fleet/generators:review' },
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
      `{workspaceRoot}/${tree}/**/*`,
      ...charts,
      ...(charts.length > 0 ? ['{workspaceRoot}/charts/testdata/vcluster/**/*'] : []),
      ...['domain', 'renderer'].map((layer) => `{workspaceRoot}/packages/${layer}/src/**/!(*.test).ts`),
      '{workspaceRoot}/generators/src/!(*.test).ts',
      '{workspaceRoot}/generators/src/render/*.ts',
      { externalDependencies: ['tar', 'zod'] },
      ...environment.map((env) => ({ env })),
    ],
    outputs: ['{workspaceRoot}/dist/render/{projectName}'],
  };
}

/** The folder of its tree; all of them where the spec works its FQDN out and does not write it down. */
function treeOf(root: string, name: string): string {
  const text = readFileSync(join(root, specFile(name)), 'utf8');
  const [, fqdn] = /^\s*fqdn:\s*['"]([a-z0-9.-]+)['"]/m.exec(text) ?? [];
  return fqdn === undefined ? 'gitops-out' : `gitops-out/clusters/${fqdn}`;
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
  return own.filter((name) => text.includes(`/${name}\n`));
}
