// For tests: what a record adds to the kit whose rows say everything.
import {
  formatIssue,
  type JsonMap,
  parseSovereign,
  type Result,
  valueOf,
  type WrittenObject,
} from '@sovereign-fleet/domain';
import { resolve } from '../resolve';
import type { Topology } from '../topology';
import { exampleFleet } from './example-kit';
import { wideKit } from './wide-kit';

const source = 'sovereigns/acme/sovereign.ts';

const fsn1 = { key: 'fsn1', provider: 'hetzner', role: 'primary' };
export const aws = { key: 'eu-central-1', provider: 'aws', role: 'secondary' };

/** A row of the record's own, with what a test changes of it. */
export function billing(more: object = {}): object {
  return {
    number: '70',
    name: 'bp-billing',
    chart: { version: '1.0.0' },
    namespace: { name: 'billing', from: 'slot' },
    dependsOn: ['bp-network'],
    ...more,
  };
}

export function ownObject(value: JsonMap, folder = '70-billing'): WrittenObject {
  return { file: `sovereigns/acme/slots/${folder}/objects.yaml`, folder, value };
}

export function resolveOwn(own: object, objects: readonly WrittenObject[] = []): Result<Topology> {
  const spec = { fqdn: 'acme.example.com', environment: 'prod', regions: [fsn1, aws], ...own };
  const sovereign = valueOf(parseSovereign({ source, name: 'acme', spec, objects }));
  return resolve({ sovereign, fleet: exampleFleet(), kits: [wideKit()] });
}

/** What a person is told of it. */
export function ownMessages(own: object, objects: readonly WrittenObject[] = []): readonly string[] {
  const result = resolveOwn(own, objects);
  return result.ok ? [] : result.issues.map((issue) => formatIssue(issue).replace(`${source}: `, ''));
}

/** A Secret that its sources name. */
export const pull = {
  namespace: 'flux-system',
  keys: ['.dockerconfigjson'],
  from: 'bootstrap',
  why: 'pulls the charts',
};

/** What a record can add and leave out, at once. */
export const ownParts = {
  without: ['bp-backup'],
  slots: [billing({ chart: { source: 'acme', version: '1.0.0' }, values: { replicas: 1 } })],
  sources: {
    acme: { type: 'helm', url: 'oci://harbor.acme.example/charts', secret: 'acme-pull' },
    registry: { url: 'oci://harbor.acme.example/openova', secret: 'acme-pull' },
    jetstack: { url: 'oci://harbor.acme.example/jetstack' },
  },
  secrets: { 'acme-pull': pull },
  overrides: { 'bp-billing': { replicas: 2 } },
};

/** An object beside its slot. */
export const rates = ownObject({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'rates', namespace: 'billing' },
  data: { fqdn: '${FQDN}' },
});
