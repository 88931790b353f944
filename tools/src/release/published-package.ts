import { z } from 'zod';

/** A package.json of ours, as far as a release reads it. */
const SourcePackage = z.looseObject({
  name: z.string(),
  version: z.string(),
  description: z.string().optional(),
  exports: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).optional(),
  publishConfig: z.strictObject({ bin: z.record(z.string(), z.string()).optional() }).optional(),
});

export type SourcePackage = z.output<typeof SourcePackage>;

export function parsePackage(text: string): SourcePackage {
  return SourcePackage.parse(JSON.parse(text));
}

/** What its own package.json does not say. */
export interface Staged {
  readonly engines: unknown;
  /** Whether the declarations of a compiled file come along. */
  readonly isTyped: (file: string) => boolean;
}

/** Fields of Nx, which name files of the package. */
const ofNx = ['generators', 'executors', 'nx-migrations'];

/** The package.json of what is published: it names compiled files, and no test double. */
export function publishedPackage(source: SourcePackage, { engines, isTyped }: Staged): object {
  const { name, version, description, exports, dependencies, peerDependencies, publishConfig = {} } = source;
  const nx = ofNx.filter((field) => Object.hasOwn(source, field)).map((field) => [field, source[field]] as const);
  const published = Object.entries(exports).filter(([subpath]) => subpath !== './testing');
  return {
    name,
    version,
    description,
    license: 'UNLICENSED',
    type: 'commonjs',
    engines,
    ...Object.fromEntries(nx),
    ...publishConfig,
    exports: Object.fromEntries(
      published.map(([subpath, file]) => [subpath, publishedExport(file, isTyped(file.replace(/^\.\/src\//, '')))]),
    ),
    dependencies,
    peerDependencies,
  };
}

/** Types first: whoever reads conditions takes the first that fits. */
function publishedExport(
  file: string,
  isTyped: boolean,
): string | { readonly types: string; readonly default: string } {
  if (!file.endsWith('.ts')) return file;
  if (!isTyped) return compiledPath(file);
  return { types: compiledPath(file, '.d.ts'), default: compiledPath(file, '.js') };
}

/** The path of a source, in the package that is published. */
export function compiledPath(source: string, ending: '.js' | '.d.ts' = '.js'): string {
  return source.replace(/^\.\/src\//, './dist/').replace(/\.ts\b/, ending);
}
