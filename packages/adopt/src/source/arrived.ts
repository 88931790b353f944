import { type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { type KubernetesObject, substitute, typeChanges } from '@sovereign-fleet/renderer';
import { type Arrived, idOfObject, type Overrides, type Unit } from '../model/source';

/** What Flux would apply of Units: each object substituted. Refuses what Flux would refuse. */
export function arrive(units: readonly Unit[], overrides: Overrides = {}): Result<Arrived> {
  const all = units.flatMap((unit) => {
    const variables = unit.variables === undefined ? {} : withOverrides(unit.variables, overrides);
    return unit.objects.map((object) => arriveOne(object, unit, variables));
  });
  const issues = all.flatMap((one) => ('issue' in one ? [one.issue] : []));
  return resultOf(issues, () => {
    const found = all.flatMap((one) => ('issue' in one ? [] : [one]));
    return {
      of: new Map(found.map(({ object, applied }) => [object, applied])),
      objects: new Map(found.map(({ applied }) => [idOfObject(applied), applied])),
      changed: found.flatMap(({ changed }) => changed),
    };
  });
}

function arriveOne(object: KubernetesObject, unit: Unit, variables: Readonly<Record<string, string>>) {
  const outcome = substitute(object, variables, { strict: true, always: unit.variables !== undefined });
  const id = idOfObject(object);
  if (outcome.status === 'failed') return { issue: issueOfSubstitute(unit, id, outcome.reason) };
  const arrived = outcome.object as KubernetesObject; // of an object with a kind and a name it makes one
  const changed = typeChanges(object, arrived).map((change) => ({ id, ...change }));
  return { object, applied: withCommonMetadata(arrived, unit), changed };
}

function withOverrides(variables: Readonly<Record<string, string>>, overrides: Overrides) {
  const entries = Object.entries({ ...variables, ...overrides });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function issueOfSubstitute({ namespace, name }: Unit, id: string, problem: string): Issue {
  const file = `Kustomization ${namespace}/${name}`;
  const remedy = 'Mend it in the source, or give the value: --set=NAME=value';
  return { file, field: id, value: undefined, code: 'missing', problem, remedy };
}

interface Metadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** `spec.commonMetadata` goes over what an object has (kustomize-controller). */
function withCommonMetadata(object: KubernetesObject, { spec }: Unit): KubernetesObject {
  const common = spec['commonMetadata'] as Metadata | undefined; // readKustomization has checked it
  if (common === undefined) return object;
  const { metadata } = object;
  const labels = { ...metadata.labels, ...common.labels };
  const annotations = { ...metadata.annotations, ...common.annotations };
  return { ...object, metadata: { ...metadata, labels, annotations } };
}
