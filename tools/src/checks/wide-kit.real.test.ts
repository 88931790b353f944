import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canFetchTools, findKubectl } from '@sovereign-fleet/renderer/programs';
import { parseAllDocuments } from 'yaml';
import { workspaceRoot } from '../workspace';
import { fluxObjects, type KubernetesObject, problemsOf } from './crd-schemas';

// What the compiler makes of rows that say everything that a row can say.
const tree = join(workspaceRoot, 'packages/compiler/src/golden/wide/clusters/acme.example.com');
const schemas = join(workspaceRoot, '../shared/conformance/crd-schemas');
const areSchemasThere = existsSync(schemas);
const whereSchemasAre = areSchemasThere ? test : test.skip;
const why = areSchemasThere ? '' : ' (skipped: ../shared/conformance/crd-schemas is not there)';

// Linux on x64 fetches a kubectl; elsewhere a person has to have one.
const canRun = canFetchTools || process.env['SOVEREIGN_FLEET_KUBECTL'] !== undefined;
const whereKubectlRuns = canRun ? describe : describe.skip;

let kubectl: string;

beforeAll(async () => {
  if (canRun) kubectl = await findKubectl();
}, 300_000);

function build(folder: string): readonly KubernetesObject[] {
  const text = execFileSync(kubectl, ['kustomize', join(tree, folder)], { encoding: 'utf8' });
  return parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);
}

function releaseIn(region: string, name: string): KubernetesObject['spec'] {
  const objects = build(`${region}/bootstrap-kit`);
  return objects.find(({ kind, metadata }) => kind === 'HelmRelease' && metadata.name === name)?.spec;
}

const always = ['bp-audit', 'bp-backup', 'bp-edge', 'bp-network', 'bp-proxy', 'bp-storage', 'cert-manager'];

whereKubectlRuns('rows that say everything, built by real kustomize (skipped where no kubectl can be had)', () => {
  test.each([
    { region: 'fsn1', own: 'bp-disks-hetzner', maps: ['zones'] },
    { region: 'eu-central-1', own: 'bp-disks-aws', maps: [] },
  ])('$region has the slots of its provider, and what stands beside them', ({ region, own, maps }) => {
    const objects = build(`${region}/bootstrap-kit`);
    const namesOf = (kind: string) => objects.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name);
    expect(namesOf('HelmRelease').sort()).toEqual([...always, own].sort());
    expect(namesOf('HelmRepository')).toEqual(['jetstack']);
    expect(namesOf('ConfigMap')).toEqual(maps);
    expect(namesOf('Namespace')).toContain(own.slice(3));
    expect(namesOf('ClusterIssuer')).toEqual([]);
    expect(build('bootstrap-kit/02-certs').map(({ kind }) => kind)).toEqual(['ClusterIssuer']);
  });

  test('of a choice the slot waits for the one that is on, and what is off by role is suspended', () => {
    const storage = (region: string) => releaseIn(region, 'bp-storage')?.['dependsOn'];
    expect(storage('fsn1')).toEqual([{ name: 'bp-network' }, { name: 'bp-disks-hetzner' }]);
    expect(storage('eu-central-1')).toEqual([{ name: 'bp-network' }, { name: 'bp-disks-aws' }]);
    expect(releaseIn('fsn1', 'bp-backup')).not.toHaveProperty('suspend');
    expect(releaseIn('eu-central-1', 'bp-backup')).toMatchObject({ suspend: true });
  });

  test('a default that a row takes away arrives as null', () => {
    expect(releaseIn('fsn1', 'cert-manager')?.['values']).toEqual({
      host: 'certs.${FQDN}',
      webhook: { timeoutSeconds: null },
    });
  });

  whereSchemasAre(`every object of Flux is what its CRD asks for${why}`, () => {
    const objects = ['fsn1', 'eu-central-1'].flatMap((region) => [
      ...build(region),
      ...build(`${region}/bootstrap-kit`),
    ]);
    const ofFlux = fluxObjects(objects);
    expect(ofFlux.length).toBeGreaterThan(30);
    expect(ofFlux.flatMap((object) => problemsOf(object, schemas))).toEqual([]);
  });
});
