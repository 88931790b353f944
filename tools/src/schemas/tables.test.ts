import { fluxTable } from './flux-table';
import { goZeros } from './go-types';
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
  const table = kubernetesTable(
    [
      documentOf(31, {
        size,
        ports,
        other: { type: 'integer', format: 'int32' },
        old: { type: 'string', format: 'byte' },
      }),
      documentOf(30, { size, ports, other: { type: 'string' }, old: { type: 'string', format: 'byte' } }),
      documentOf(32, {
        size,
        ports,
        other: { type: 'string' },
        labels: { type: 'object', additionalProperties: size },
      }),
    ],
    { 'demo.v1.ThingSpec': { other: null }, 'demo.v1.Unused': { a: '' } },
  );
  expect(table).toEqual({
    minors: [30, 31, 32],
    kinds: { 'demo/v1/Thing': 'demo.v1.Thing' },
    types: {
      'demo.v1.Thing': { metadata: 'meta.v1.ObjectMeta', spec: 'demo.v1.ThingSpec' },
      'demo.v1.ThingSpec': {
        labels: '{}quantity 32-32',
        old: 'bytes 30-31',
        other: 'any',
        ports: '[port]quantity',
        size: 'quantity',
      },
      'meta.v1.ObjectMeta': { name: 'string' },
    },
    zeros: { 'demo.v1.ThingSpec': { other: null } },
  });
});

test('Go: which empty fields of a type it leaves out, and what it writes for others', () => {
  const demo = `package v1

import (
\tcore "k8s.io/api/core/v1"
\t"k8s.io/apimachinery/pkg/api/resource"
)

type Mode string

// Thing has fields.
type Thing struct {
\tInner \`json:",inline" protobuf:"bytes,1,opt,name=inner"\`
\tcore.Shared \`json:",inline"\`
\tName string \`json:"name" protobuf:"bytes,1,opt,name=name"\`
\t// +optional
\tMode Mode \`json:"mode,omitempty"\`
\tCount int32 \`json:"count,omitempty"\`
\tPointer *int32 \`json:"pointer,omitempty"\`
\tList []string \`json:"list,omitempty"\`
\tSize resource.Quantity \`json:"size,omitempty"\`
\tShared core.Shared \`json:"shared,omitempty"\`
\tSpare core.Shared \`json:"spare,omitzero"\`
\tInner Inner \`json:"inner"\`
\tOther *core.Shared \`json:"other"\`
}

type Inner struct {
\tPaused bool \`json:"paused,omitempty"\`
}
`;
  const core = 'type Shared struct {\n\tRetries int64 `json:"retries"`\n}\n';
  const packages = [
    { name: 'demo.v1', texts: [demo] },
    { name: 'core.v1', texts: [core] },
  ];
  expect(goZeros(packages)).toEqual({
    'core.v1.Shared': { retries: 0 },
    'demo.v1.Inner': { paused: null },
    'demo.v1.Thing': { paused: null, retries: 0, name: '', mode: null, count: null, size: '0', shared: {} },
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
