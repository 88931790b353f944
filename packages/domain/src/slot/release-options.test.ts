import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ActionShape, ProfileShape, ReleaseFieldsShape } from './release-options';

const file = join(
  __dirname,
  '../../../../../shared/conformance/crd-schemas/helm.toolkit.fluxcd.io_helmrelease_v2.json',
);
const isThere = existsSync(file);
const whereSchemaIs = isThere ? test : test.skip;
const why = isThere ? '' : ' (skipped: ../shared/conformance/crd-schemas is not there)';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

function specOfFlux(): Readonly<Record<string, Schema>> {
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;
  return schema.properties?.['spec']?.properties ?? {};
}

/** Fields of a HelmRelease that other keys of a row say, or that follow from them. */
const saidElsewhere = [
  'chart',
  'chartRef',
  'dependsOn',
  'kubeConfig',
  'postRenderers',
  'releaseName',
  'storageNamespace',
  'suspend',
  'targetNamespace',
  'values',
  'valuesFrom',
];

whereSchemaIs(`a row can say every field of a HelmRelease${why}`, () => {
  const ofRow = [...Object.keys(ProfileShape.shape), ...Object.keys(ReleaseFieldsShape.shape), ...saidElsewhere];
  const notOfFlux = ['images']; // a part of postRenderers
  expect(ofRow.filter((key) => !notOfFlux.includes(key)).sort()).toEqual(Object.keys(specOfFlux()).sort());
});

// `createNamespace` follows from who makes the namespace; `skipCRDs` was replaced by `crds`.
const without: readonly string[] = ['createNamespace', 'skipCRDs'];

whereSchemaIs(`a profile can say every option of an action${why}`, () => {
  for (const action of ['install', 'upgrade', 'rollback', 'uninstall', 'test', 'driftDetection'] as const) {
    const shape = ActionShape.shape[action].unwrap() as z.ZodObject;
    const ofFlux = Object.keys(specOfFlux()[action]?.properties ?? {}).filter((key) => !without.includes(key));
    expect({ action, keys: Object.keys(shape.shape).sort() }).toEqual({ action, keys: ofFlux.sort() });
  }
});
