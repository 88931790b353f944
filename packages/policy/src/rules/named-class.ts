import { isJsonMap, type JsonMap } from '@sovereign-fleet/domain';
import { isHarmless, type RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import type { RegionRule } from '../contract/rule';
import { mapsIn, valueAt } from '../objects/walk';

export const namedClass: RegionRule = {
  id: 'named-class',
  severity: 'warning',
  title: 'Every claim of a volume names a StorageClass that the region has',
  fault: { one: 'claim may get no volume', many: 'claims may get no volume', counts: 'findings' },
  why: 'The default class differs from cluster to cluster, and with a class that is not there a pod waits for ever.',
  per: 'region',
  check: ({ rendered: { objects, problems } }) => {
    const isWhole = problems.every(isHarmless);
    const classes = new Set([...classesOfK3s, ...objects.filter(isClass).map(({ object }) => object.metadata.name)]);
    return objects.filter(({ cluster }) => cluster === undefined).flatMap((of) => breachesOf(of, { classes, isWhole }));
  },
};

/** What k3s brings by itself. */
const classesOfK3s = ['local-path'];

function isClass({ object, cluster }: RenderedObject): boolean {
  return object.kind === 'StorageClass' && object.apiVersion.startsWith('storage.k8s.io/') && cluster === undefined;
}

interface KnownClasses {
  readonly classes: ReadonlySet<string>;
  /** Whether all of the region was rendered: else one that is not known may be in what is missing. */
  readonly isWhole: boolean;
}

interface Claim {
  readonly claim: JsonMap;
  readonly field: string;
}

function breachesOf(of: RenderedObject, { classes, isWhole }: KnownClasses): readonly Breach[] {
  return claimsIn(of).flatMap(({ claim, field }): readonly Breach[] => {
    const name = valueAt(claim, 'spec', 'storageClassName');
    const at = { at: of, field: `${field}spec.storageClassName` };
    if (name === undefined || name === null) {
      return [
        { ...at, problem: 'it names none, so it gets that which is the default there', remedy: 'Name the class' },
      ];
    }
    // An empty name is a volume that somebody made by hand.
    if (typeof name !== 'string' || name === '' || classes.has(name) || !isWhole) return [];
    const problem = `nothing in this region makes the StorageClass ${name}`;
    return [{ ...at, problem, remedy: `Name one that is there (${[...classes].join(', ')}), or declare it` }];
  });
}

function claimsIn({ object }: RenderedObject): readonly Claim[] {
  if (object.kind === 'PersistentVolumeClaim' && object.apiVersion === 'v1') return [{ claim: object, field: '' }];
  if (object.kind !== 'StatefulSet' || !object.apiVersion.startsWith('apps/')) return [];
  return mapsIn(valueAt(object, 'spec', 'volumeClaimTemplates')).map((claim, index) => {
    return { claim, field: `spec.volumeClaimTemplates[${nameOf(claim) ?? index}].` };
  });
}

function nameOf({ metadata }: JsonMap): string | undefined {
  const name = isJsonMap(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? `name=${name}` : undefined;
}
