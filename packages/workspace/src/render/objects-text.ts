import { visible } from '@sovereign-fleet/domain';
import { printObject, type RenderedObject, type RenderedRegion, namespaceOf } from '@sovereign-fleet/renderer';

/** One YAML text of a region's objects for people, each with what applies it. It begins with what was not rendered. */
export function objectsText({ objects, problems }: RenderedRegion): string {
  const left = problems.filter(({ kind }) => kind !== 'changed-type').map(({ kind, object }) => `${object} (${kind})`);
  const head = [...new Set(left)].map((part) => `# NOT RENDERED, see region.json: ${visible(part)}\n`);
  return [...head, ...objects.map((one) => `---\n# ${visible(whoApplies(one))}\n${printObject(one.object)}`)].join('');
}

function whoApplies({ appliedBy, namespace, cluster, object }: RenderedObject): string {
  const into = namespace === namespaceOf(object) ? '' : ` into ${namespace}`;
  const inCluster = cluster === undefined ? '' : ` in the cluster of ${cluster}`;
  return `applied by ${appliedBy.kind} ${appliedBy.namespace}/${appliedBy.name}${into}${inCluster}`;
}
