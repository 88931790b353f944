import { z } from 'zod';
import type { Resource } from './read-resource';

/** The folders that a GitRepository checks out: `spec.sparseCheckout`. Undefined where it checks out all. */
export function checkedOutPaths(source: Resource): readonly string[] | undefined {
  const spec = source['spec'];
  if (typeof spec !== 'object' || spec === null || !('sparseCheckout' in spec)) return undefined;
  const { sparseCheckout: paths } = spec;
  if (!Array.isArray(paths) || paths.length === 0) return undefined;
  return paths.filter((path) => typeof path === 'string');
}

/** A GitRepository whose files another one has too, in a folder of its own (`spec.include`). */
interface Inclusion {
  readonly name: string;
  readonly fromPath: string;
  readonly toPath: string;
}

/** What a GitRepository includes, with source-controller's defaults (GitRepositoryInclude). */
export function inclusionsOf(source: Resource): readonly Inclusion[] {
  const spec = source['spec'];
  if (typeof spec !== 'object' || spec === null || !('include' in spec) || !Array.isArray(spec.include)) return [];
  const read = Inclusions.safeParse(spec.include);
  if (!read.success) return []; // the API server refuses it
  return read.data.map(({ repository: { name }, fromPath, toPath }) => ({ name, fromPath, toPath: toPath || name }));
}

const Inclusions = z.array(
  z.looseObject({
    repository: z.looseObject({ name: z.string() }),
    fromPath: z.string().default(''),
    toPath: z.string().default(''),
  }),
);

/** What a source leaves out of the files that it fetches: `spec.ignore`, as the lines of a .gitignore. */
export function ignoredPaths(source: Resource): string | undefined {
  const spec = source['spec'];
  if (typeof spec !== 'object' || spec === null || !('ignore' in spec)) return undefined;
  return typeof spec.ignore === 'string' ? spec.ignore : undefined;
}
