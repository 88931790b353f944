import fc, { type Arbitrary } from 'fast-check';
import type { Json } from '@sovereign-fleet/domain';
import { mostly, rather } from './odd-texts';

// What objects of a tree are put together from, with something odd in few of them.

export type Fields = Readonly<Record<string, Arbitrary<Json>>>;

/** An object with some of these fields, and with those that it needs. */
export function some(optional: Fields, needed: Fields = {}): Arbitrary<Json> {
  const all = { ...needed, ...optional };
  return fc.record(all, { requiredKeys: Object.keys(needed), noNullPrototype: true });
}

export const list = (item: Arbitrary<Json>): Arbitrary<Json> =>
  fc.uniqueArray(item, { maxLength: 2, selector: (one) => JSON.stringify(one) });
export const texts = (...keys: readonly string[]): Arbitrary<Json> =>
  fc.dictionary(rather(...keys), rather('x', 'y', '${X}', 'replicas: 2'), { maxKeys: 3, noNullPrototype: true });

export const labels = fc.dictionary(rather('app', 'helm.sh/chart'), rather('x', 'y'), {
  maxKeys: 2,
  noNullPrototype: true,
});

/** Names of many objects, that of few: two of one kind and name are one too many. */
const ownName = mostly('web', ...Array.from({ length: 20 }, (_, index) => `app-${index}`));
export const name = mostly('web', 'web', 'app-1', 'app-2', 'flux-system');
export const text = rather('x', 'y', '${X}');
export const namespace = mostly('flux-system', 'flux-system', 'apps', 'default');
export const duration = mostly('1m', '10m', '1h30m');
export const version = mostly('1.0.0', '*', '>=1.0.0', '1.x', 'v1.0.0');
export const ociUrl = mostly('oci://127.0.0.1:9/web', 'oci://127.0.0.1:9/charts');
export const url = mostly('https://127.0.0.1:9/charts', 'http://127.0.0.1:9/x');
export const key = mostly('values.yaml', 'a', 'token');

const metadata = some(
  {
    labels,
    annotations: texts('kustomize.toolkit.fluxcd.io/substitute', 'kustomize.toolkit.fluxcd.io/reconcile', 'note'),
    finalizers: list(rather('x.example.com/a')),
  },
  { name: ownName, namespace },
);

export function object(apiVersion: string, kind: string, fields: Fields): Arbitrary<Json> {
  const head = { apiVersion: mostly(apiVersion), kind: mostly(kind), metadata };
  return some({}, { ...head, ...fields });
}

export const reference = (...kinds: readonly string[]): Arbitrary<Json> =>
  some({ namespace }, { kind: mostly(...kinds), name });
