import { deliveredObjects, isJsonMap, type JsonMap } from '@sovereign-fleet/domain';
import { fluxNamespace } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import { isHarmless, type RenderedObject } from '@sovereign-fleet/renderer';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { RegionRule } from '../contract/rule';
import { apiGroup } from '../objects/object-id';
import { containersOf, isPodTemplate, mapsIn, valueAt } from '../objects/walk';

export const broughtSecret: RegionRule = {
  id: 'brought-secret',
  severity: 'warning',
  title: 'Every Secret that a pod or a source needs is made in the tree, or declared in the kit',
  fault: { one: 'Secret is brought by nobody', many: 'Secrets are brought by nobody', counts: 'findings' },
  why: 'Without it a pod does not start, unless it is optional, and a source is not fetched.',
  per: 'region',
  check: (region) => {
    const needing = region.rendered.objects.filter((of) => neededBy(of).size > 0);
    // What was not rendered may bring them.
    if (needing.length === 0 || !region.rendered.problems.every(isHarmless)) return [];
    const brought = broughtIn(region);
    return needing.flatMap((of) =>
      [...neededBy(of)]
        .filter((name) => !brought.has(keyOf(of, name)) && !isMadeLater(of, region))
        .map((name) => ({
          at: of,
          problem: `it needs the Secret ${of.namespace}/${name}, which nothing in the tree makes and no kit declares`,
          remedy: 'Declare it in "secrets" of the kit, with who delivers it, or make it optional',
        })),
    );
  },
};

function keyOf({ cluster = '', namespace }: Pick<RenderedObject, 'cluster' | 'namespace'>, name: string): string {
  return printJson([cluster, namespace, name]);
}

/** By name: Secrets themselves, what makes one of its own name or of one that it says, and what the kit declares. */
function broughtIn({ rendered, subject: { kit } }: RegionUnderReview): ReadonlySet<string> {
  const declared = deliveredObjects({ secrets: kit.secrets }).map((row) => keyOf(row, row.name));
  return new Set([...declared, ...rendered.objects.flatMap((one) => namesOf(one).map((name) => keyOf(one, name)))]);
}

const ownName = ['Secret', 'ExternalSecret', 'SealedSecret', 'SopsSecret'];
const saidAt: Readonly<Record<string, readonly string[]>> = {
  ExternalSecret: ['spec', 'target', 'name'],
  SealedSecret: ['spec', 'template', 'metadata', 'name'],
  Certificate: ['spec', 'secretName'],
};

function namesOf({ object }: RenderedObject): readonly string[] {
  const said = saidAt[object.kind];
  const name = said === undefined ? undefined : valueAt(object, ...said);
  return [
    ...(ownName.includes(object.kind) ? [object.metadata.name] : []),
    ...(typeof name === 'string' ? [name] : []),
  ];
}

/** A chart with hooks or with rights to write Secrets may make one when it runs. */
function isMadeLater({ appliedBy, cluster }: RenderedObject, { rendered }: RegionUnderReview): boolean {
  return rendered.objects.some(({ object, appliedBy: by, cluster: place }) => {
    if (by.kind !== appliedBy.kind || by.name !== appliedBy.name || by.namespace !== appliedBy.namespace) return false;
    return place === cluster && (object.kind === 'Role' || object.kind === 'ClusterRole') && writesSecrets(object);
  });
}

function writesSecrets(role: JsonMap): boolean {
  return mapsIn(role['rules']).some(({ resources, verbs }) => {
    const has = (list: unknown, ...wanted: readonly string[]): boolean =>
      Array.isArray(list) && list.some((one: unknown) => typeof one === 'string' && wanted.includes(one));
    return has(resources, 'secrets', '*') && has(verbs, 'create', 'patch', 'update', '*');
  });
}

/**
 * By the pods of an object itself, or by a source of charts or of another tree. What an operator makes of a custom
 * resource is not known here.
 */
function neededBy({ object, cluster }: RenderedObject): ReadonlySet<string> {
  if (apiGroup(object.apiVersion) === 'source.toolkit.fluxcd.io') {
    const names = ofSource.map((field) => valueAt(object, 'spec', field, 'name'));
    return new Set(
      cluster === undefined && !isSourceOfTree(object) ? names.filter((name) => typeof name === 'string') : [],
    );
  }
  const templates = [
    object,
    valueAt(object, 'spec', 'template'),
    valueAt(object, 'spec', 'jobTemplate', 'spec', 'template'),
  ];
  return new Set(
    templates
      .filter((one) => isJsonMap(one))
      .filter(isPodTemplate)
      .flatMap(neededByPods),
  );
}

/** Flux would not have read the tree without its Secret. */
function isSourceOfTree({ metadata: { name, namespace } }: RenderedObject['object']): boolean {
  return name === fluxNamespace && namespace === fluxNamespace;
}

const ofSource = ['secretRef', 'certSecretRef', 'proxySecretRef'];

function neededByPods(template: JsonMap): readonly string[] {
  const volumes = mapsIn(valueAt(template, 'spec', 'volumes'));
  const references = [
    ...containersOf(template).flatMap(({ container }) => [
      ...mapsIn(container['env']).map((one) => valueAt(one, 'valueFrom', 'secretKeyRef')),
      ...mapsIn(container['envFrom']).map((one) => valueAt(one, 'secretRef')),
    ]),
    ...volumes.map((one) => valueAt(one, 'secret')),
    ...volumes.flatMap((one) =>
      mapsIn(valueAt(one, 'projected', 'sources')).map((source) => valueAt(source, 'secret')),
    ),
  ];
  return references
    .filter((one) => isJsonMap(one))
    .flatMap((one) => {
      const name = one['name'] ?? one['secretName'];
      return one['optional'] === true || typeof name !== 'string' || name === '' ? [] : [name];
    });
}
