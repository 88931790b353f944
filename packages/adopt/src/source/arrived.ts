import type { Issue, Result } from '@sovereign-fleet/domain';
import { type KubernetesObject, substitute, typeChanges } from '@sovereign-fleet/renderer';
import { idOfObject, type Unit } from './source-tree';

/** Objects as Flux applies them, by id, and the texts that arrive as something else. */
export interface Arrived {
  /** By what they were before substitution. */
  readonly of: ReadonlyMap<KubernetesObject, KubernetesObject>;
  readonly objects: ReadonlyMap<string, KubernetesObject>;
  readonly changed: readonly ChangedType[];
}

interface ChangedType {
  readonly id: string;
  readonly path: string;
  readonly from: string;
  readonly to: unknown;
}

/** Values of substitutes in place of those of the cluster; undefined takes one away. */
export type Overrides = Readonly<Record<string, string | undefined>>;

/** What Flux would apply of Units: each object substituted. Refuses what Flux would refuse. */
export function arrive(units: readonly Unit[], overrides: Overrides = {}): Result<Arrived> {
  const issues: Issue[] = [];
  const objects = new Map<string, KubernetesObject>();
  const changed: ChangedType[] = [];
  const of = new Map<KubernetesObject, KubernetesObject>();
  for (const unit of units) {
    const variables = unit.variables === undefined ? {} : withOverrides(unit.variables, overrides);
    for (const object of unit.objects) {
      const options = { strict: true, always: unit.variables !== undefined };
      const outcome = substitute(object, variables, options);
      const id = idOfObject(object);
      if (outcome.status === 'failed') {
        issues.push(issueOfSubstitute(unit, id, outcome.reason));
        continue;
      }
      const arrived = outcome.object as KubernetesObject; // of an object with a kind and a name it makes one
      changed.push(...typeChanges(object, arrived).map((change) => ({ id, ...change })));
      const applied = withCommonMetadata(arrived, unit);
      of.set(object, applied);
      objects.set(idOfObject(applied), applied);
    }
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: { of, objects, changed } };
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
