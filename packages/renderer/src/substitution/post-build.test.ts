import { formatIssue } from '@sovereign-fleet/domain';
import type { JsonObject } from '@sovereign-fleet/go-text';
import { isStrict, postBuildOf } from './post-build';

const objects: readonly JsonObject[] = [
  { kind: 'ConfigMap', metadata: { name: 'first', namespace: 'apps' }, data: { A: 'first', B: 'first', C: 'first' } },
  { kind: 'ConfigMap', metadata: { name: 'first', namespace: 'other' }, data: { A: 'elsewhere' } },
  {
    kind: 'Secret',
    metadata: { name: 'second', namespace: 'apps' },
    data: { B: 'c2Vjb25k', D: 'ZA==' },
    stringData: { D: 'plain' },
  },
  { kind: 'ConfigMap', metadata: { name: 'bad', namespace: 'apps' }, data: { PORT: 8080 } },
  { kind: 'Secret', metadata: { name: 'bad', namespace: 'apps' }, data: { PASSWORD: 'not base64' } },
];

function find(kind: string, namespace: string, name: string): JsonObject | undefined {
  return objects.find((object) => {
    const metadata = object['metadata'] as JsonObject; // written above
    return object['kind'] === kind && metadata['namespace'] === namespace && metadata['name'] === name;
  });
}

function read(postBuild: JsonObject | undefined, fluxVersion?: string) {
  const kustomization = { metadata: { name: 'x', namespace: 'apps' }, spec: postBuild ? { postBuild } : {} };
  return postBuildOf(kustomization, { file: 'clusters/x.yaml', find, fluxVersion });
}

function problems(postBuild: JsonObject): readonly string[] {
  const result = read(postBuild);
  return result.ok ? [] : result.issues.map(formatIssue);
}

describe('the variables of a Kustomization', () => {
  test('a later reference wins over an earlier one, and inline variables win over all', () => {
    const substituteFrom = [
      { kind: 'ConfigMap', name: 'first' },
      { kind: 'Secret', name: 'second' },
    ];
    const result = read({ substituteFrom, substitute: { C: 'inline' } });
    expect(result.ok && result.value.variables).toEqual({ A: 'first', B: 'second', C: 'inline', D: 'plain' });
  });

  test('a Kustomization without postBuild has no variables', () => {
    expect(read(undefined)).toEqual({
      ok: true,
      value: { variables: {}, secretNames: new Set(), options: { strict: true, always: false } },
    });
  });

  test('a reference that is optional may be missing', () => {
    const result = read({ substituteFrom: [{ kind: 'Secret', name: 'none', optional: true }] });
    expect(result.ok && result.value.variables).toEqual({});
  });

  test('every other missing reference is named, in the words of Flux', () => {
    const substituteFrom = [
      { kind: 'ConfigMap', name: 'none' },
      { kind: 'Secret', name: 'none' },
      { kind: 'ConfigMap', name: 'second' },
    ];
    expect(problems({ substituteFrom })).toEqual([
      'clusters/x.yaml: spec.postBuild.substituteFrom[0] is "ConfigMap/none": ' +
        'substitute from \'ConfigMap/none\' error: configmaps "none" not found. ' +
        'Add it in the namespace "apps", or set optional: true.',
      'clusters/x.yaml: spec.postBuild.substituteFrom[1] is "Secret/none": ' +
        'substitute from \'Secret/none\' error: secrets "none" not found. ' +
        'Add it in the namespace "apps", or set optional: true.',
      'clusters/x.yaml: spec.postBuild.substituteFrom[2] is "ConfigMap/second": ' +
        'substitute from \'ConfigMap/second\' error: configmaps "second" not found. ' +
        'Add it in the namespace "apps", or set optional: true.',
    ]);
  });

  test('a variable that is not text or not base64, and an invalid reference, are named', () => {
    const substituteFrom = [{ kind: 'ConfigMap', name: 'bad' }, { kind: 'Secret', name: 'bad' }, { kind: 'Pod' }];
    expect(problems({ substituteFrom, substitute: { REPLICAS: 3 } })).toEqual([
      'clusters/x.yaml: spec.postBuild.substituteFrom[0].data.PORT is not set: ' +
        'a variable must be text. Put it in quotes.',
      'clusters/x.yaml: spec.postBuild.substituteFrom[1].data.PASSWORD is not set: ' +
        'what a Secret has in data must be base64. Encode it, or move it to stringData.',
      'clusters/x.yaml: spec.postBuild.substituteFrom[2] is not set: ' +
        'it names neither a ConfigMap nor a Secret. Write kind: ConfigMap or Secret, and a name.',
      'clusters/x.yaml: spec.postBuild.substitute.REPLICAS is not set: a variable must be text. Put it in quotes.',
    ]);
  });

  test('a variable may have the name of a property of every JavaScript object', () => {
    const result = read({ substitute: JSON.parse('{"__proto__": "x"}') as JsonObject });
    expect(result.ok && Object.keys(result.value.variables)).toEqual(['__proto__']);
  });

  test('the options follow from the strategy Always and the version of Flux', () => {
    const result = read({ substituteStrategy: 'Always' }, '2.8.3');
    expect(result.ok && result.value.options).toEqual({ strict: false, always: true });
  });

  test.each([
    { version: undefined, strict: true },
    { version: '2.9.0', strict: true },
    { version: 'v2.10', strict: true },
    { version: '3.0.0', strict: true },
    { version: '2.8.9', strict: false },
    { version: 'v0.41.2', strict: false },
  ])('Flux $version is strict: $strict', ({ version, strict }) => {
    expect(isStrict(version)).toBe(strict);
  });
});
