import { fluxTable } from './flux-table';
import { kubernetesTable } from './kubernetes-table';

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const reference = (name: string) => ({ $ref: `#/definitions/${name}` });

/** A document with one kind, whose spec has these fields. */
const documentOf = (minor: number, fields: object) => ({
  minor,
  document: {
    definitions: {
      'io.k8s.api.demo.v1.Thing': {
        type: 'object',
        properties: { metadata: reference(meta), spec: reference('io.k8s.api.demo.v1.ThingSpec') },
        'x-kubernetes-group-version-kind': [{ group: 'demo', version: 'v1', kind: 'Thing' }],
      },
      'io.k8s.api.demo.v1.ThingList': {
        type: 'object',
        properties: { items: { type: 'array', items: reference('io.k8s.api.demo.v1.Thing') } },
        'x-kubernetes-group-version-kind': [{ group: 'demo', version: 'v1', kind: 'ThingList' }],
      },
      'io.k8s.api.demo.v1.ThingSpec': { type: 'object', properties: { ...fields } },
      'io.k8s.api.demo.v1.Unused': { type: 'object', properties: { a: { type: 'string' } } },
      'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
      [meta]: { type: 'object', properties: { name: { type: 'string' } } },
    },
  },
});

test('Kubernetes: kinds and the types that are in them, with the versions that have a field', () => {
  const size = reference('io.k8s.apimachinery.pkg.api.resource.Quantity');
  const ports = { type: 'array', items: size, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port'] };
  const table = kubernetesTable([
    documentOf(31, { size, ports, other: { type: 'integer' }, old: { type: 'string', format: 'byte' } }),
    documentOf(30, { size, ports, other: { type: 'string' }, old: { type: 'string', format: 'byte' } }),
    documentOf(32, { size, ports, other: { type: 'string' }, labels: { type: 'object', additionalProperties: size } }),
  ]);
  expect(table).toEqual({
    minors: [30, 31, 32],
    kinds: { 'demo/v1/Thing': 'demo.v1.Thing' },
    types: {
      'demo.v1.Thing': { metadata: 'meta.v1.ObjectMeta', spec: 'demo.v1.ThingSpec' },
      'demo.v1.ThingSpec': {
        labels: '{}scalar 32-32',
        old: 'bytes 30-31',
        other: 'any',
        ports: '[port]scalar',
        size: 'scalar',
      },
      'meta.v1.ObjectMeta': { name: 'string' },
    },
  });
});

test('Flux: what is served, each schema once, without text for people', () => {
  const schemaOf = (description: string) => ({
    type: 'object',
    properties: {
      metadata: { type: 'object' },
      status: { type: 'object' },
      spec: { type: 'object', description, properties: { description: { type: 'string' } } },
    },
  });
  const definitionOf = (description: string) => ({
    spec: {
      group: 'demo.toolkit.fluxcd.io',
      names: { kind: 'Thing' },
      versions: ['v1', 'v1beta1'].map((name) => {
        return { name, served: name === 'v1', schema: { openAPIV3Schema: schemaOf(description) } };
      }),
    },
  });
  const definitions = new Map([
    ['2.9', [definitionOf('new words')]],
    ['2.8', [definitionOf('old words')]],
  ]);
  expect(fluxTable(definitions)).toEqual({
    versions: { 2.8: { 'demo.toolkit.fluxcd.io/v1/Thing': 0 }, 2.9: { 'demo.toolkit.fluxcd.io/v1/Thing': 0 } },
    schemas: [
      { type: 'object', properties: { spec: { type: 'object', properties: { description: { type: 'string' } } } } },
    ],
  });
});
