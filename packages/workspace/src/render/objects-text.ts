import { visible } from '@sovereign-fleet/policy';
import { printObject, type RenderedObject, type RenderedRegion } from '@sovereign-fleet/renderer';

/** The objects of a region as one YAML text for people, each with who applies it; what was not rendered comes first. */
export function objectsText({ objects, problems }: RenderedRegion): string {
  const left = problems.filter(({ kind }) => kind !== 'changed-type').map(({ kind, object }) => `${object} (${kind})`);
  const head = [...new Set(left)].map((part) => `# NOT RENDERED, see region.json: ${visible(part)}\n`);
  return [...head, ...objects.map((one) => `---\n# ${visible(whoApplies(one))}\n${printObject(one.object)}`)].join('');
}

function whoApplies({ appliedBy, namespace, object }: RenderedObject): string {
  const into = namespace === (object.metadata.namespace ?? '') ? '' : ` into ${namespace}`;
  return `applied by ${appliedBy.kind} ${appliedBy.namespace}/${appliedBy.name}${into}`;
}
