import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles } from '../repository-files';
import { workspaceRoot } from '../workspace';

interface Manager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly packageNameTemplate: string;
  readonly datasourceTemplate: string;
}

interface Found {
  readonly slot: string;
  readonly chart: string;
  readonly version: string;
  readonly digest?: string;
}

const text = readFileSync(join(workspaceRoot, 'docs/renovate.json'), 'utf8');
const { customManagers } = JSON.parse(text) as { readonly customManagers: readonly Manager[] };

/** What Renovate finds in a file: its managers read those whose paths their patterns match. */
function findIn(file: string, source: string): readonly Found[] {
  const managers = customManagers.filter(({ managerFilePatterns }) =>
    managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file)),
  );
  return managers.flatMap(({ matchStrings, packageNameTemplate }) =>
    matchStrings.flatMap((pattern) =>
      [...source.matchAll(new RegExp(pattern, 'g'))].map(({ groups = {} }) => foundIn(groups, packageNameTemplate)),
    ),
  );
}

function foundIn(groups: Readonly<Record<string, string | undefined>>, packageName: string): Found {
  const { slot = '', chart = slot, currentValue: version = '', currentDigest: digest } = groups;
  const [repository = ''] = packageName.split('{{');
  return { slot, chart: `${repository}${chart}`, version, ...(digest === undefined ? {} : { digest }) };
}

const kit = readFileSync(join(workspaceRoot, 'kits/openova/kit.ts'), 'utf8');

/** The first source of the kit. */
const registry = `${/url: 'oci:\/\/([^']+)'/.exec(kit)?.[1] ?? ''}/`;
const digest = `sha256:${'a'.repeat(64)}`;

const rows = repositoryFiles.filter((file) => /^kits\/[^/]+\/slots\/[^/]+\.ts$/.test(file));

test.each(rows)('Renovate finds the slot of %s, its chart and its version', (file) => {
  const source = readFileSync(join(workspaceRoot, file), 'utf8');
  const slots = [...source.matchAll(/^ {2}number: '.*',\n {2}name: '(.*)',$/gm)].map(([, name = '']) => name);
  const versions = [...source.matchAll(/\bversion: '(.*?)'/g)].map(([, version = '']) => version);
  const found = findIn(file, source);
  expect(found.map(({ slot }) => slot)).toEqual(slots);
  expect(found.map(({ version }) => version)).toEqual(versions);
});

test('Renovate finds a row with every key before the version, and one with a digest', () => {
  const source = `
  name: 'bp-metrics-server',
  release: { name: 'metrics', namespace: 'kube-system' },
  chart: { source: 'metrics-server', name: 'metrics-server', version: '3.13.0' },
  …
  name: 'dns',
  release: {
    name: 'dns',
  },
  chart: {
    version: '1.0.0',
    digest: '${digest}',
  },`;
  expect(findIn('kits/mine/slots/03-both.ts', source)).toEqual([
    { slot: 'bp-metrics-server', chart: `${registry}metrics-server`, version: '3.13.0' },
    { slot: 'dns', chart: `${registry}dns`, version: '1.0.0', digest },
  ]);
});

test('Renovate finds the versions of every layer, and no other version', () => {
  const source = `
  fluxVersion: '2.9.0',
  versions: { 'bp-cilium': { version: '1.4.1' }, dns: { version: '1.0.1' } },
  environments: {
    stg: {
      versions: {
        'bp-cert-manager': {
          version: '1.0.1',
          digest: '${digest}',
        },
      },
    },
  },`;
  const expected = [
    { slot: 'bp-cilium', chart: `${registry}bp-cilium`, version: '1.4.1' },
    { slot: 'dns', chart: `${registry}dns`, version: '1.0.1' },
    { slot: 'bp-cert-manager', chart: `${registry}bp-cert-manager`, version: '1.0.1', digest },
  ];
  expect(findIn('sovereigns/fleet.ts', source)).toEqual(expected);
  expect(findIn('sovereigns/acme/sovereign.ts', source)).toEqual(expected);
  expect(findIn('packages/domain/src/a.ts', source)).toEqual([]);
});

test('no pattern looks ahead or back, which the regular expressions of Renovate cannot', () => {
  const patterns = customManagers.flatMap(({ matchStrings, managerFilePatterns }) => [
    ...matchStrings,
    ...managerFilePatterns,
  ]);
  expect(patterns.filter((pattern) => /\(\?(<?[=!])|\\[1-9]|\[\^\]/.test(pattern))).toEqual([]);
});
