import { pickOne } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { Breach } from '../contract/finding';
import type { FoundImage } from '../contract/region-under-review';
import type { ReviewSubject } from '../contract/review-subject';
import type { RegionRule } from '../contract/rule';
import { parseImage } from '../images/image-reference';

export const mirroredRegistry: RegionRule = {
  id: 'mirrored-registry',
  severity: 'error',
  title: 'The mirror has every registry that images come from',
  fault: { one: 'registry is not in the mirror', many: 'registries are not in the mirror', counts: 'findings' },
  why: 'Nodes pull its images past the mirror, or not at all where they have no way out.',
  per: 'region',
  check: ({ images, subject }) => {
    // One finding a registry, with the first of its images.
    const found = new Map<string, Breach>();
    for (const image of images) {
      const missing = missingRegistry(image.reference, subject);
      // A registry that a chart or a program puts before it is not known here.
      if (missing === undefined || image.chartAdds.registry || found.has(missing.name)) continue;
      found.set(missing.name, breachOf(image, missing));
    }
    return [...found.values()];
  },
};

/** A host without a project in the mirror, or a project of the mirror without a host. */
interface MissingRegistry {
  readonly name: string;
  readonly problem: string;
  readonly remedy: string;
}

function missingRegistry(
  reference: string,
  { registryMirror, mirroredRegistries }: ReviewSubject,
): MissingRegistry | undefined {
  if (reference === '') return undefined;
  const { host = 'docker.io' } = parseImage(reference);
  if (host !== registryMirror) {
    if (Object.hasOwn(mirroredRegistries, host)) return undefined;
    const remedy = `Write mirroredRegistries: { '${host}': 'proxy-…' } in the fleet or the record once it has one`;
    return { name: host, problem: `the mirror ${registryMirror} has no project for ${host}`, remedy };
  }
  const [, project = ''] = reference.split('/');
  const projects = Object.values(mirroredRegistries);
  // Images of people's own are in projects with other names.
  if (!project.startsWith('proxy-') || projects.includes(project)) return undefined;
  const remedy = `${pickOne(project, projects)}, or name its registry in mirroredRegistries`;
  return { name: project, problem: `no registry is said to be in ${project} of the mirror ${registryMirror}`, remedy };
}

function breachOf({ of, field, reference }: FoundImage, { problem, remedy }: MissingRegistry): Breach {
  return { at: of, field, problem: `${problem}, where the image ${printJson(reference)} is from`, remedy };
}
