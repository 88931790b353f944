/** What a version may do to trees, as semver has it: docs/install.md. */
export type Bump = 'patch' | 'minor' | 'major';

const bumps: readonly Bump[] = ['patch', 'minor', 'major'];

/** The next version's part, by the files in `.changeset/`: the highest that one of them asks for. */
export function pendingBump(changes: readonly string[]): Bump | undefined {
  const asked = changes.flatMap((text) => [...text.matchAll(/^['"]@sovereign-fleet\/.+?['"]: (\w+)$/gm)]);
  return bumps.findLast((bump) => asked.some(([, word]) => word === bump));
}

interface Release {
  /** The newest version with a fixture. */
  readonly released: string;
  /** The version that the packages have now: `npm run release:version` raises it. */
  readonly version: string;
  readonly pending: Bump | undefined;
  /** Files of the fixture's trees that are written otherwise now. */
  readonly moved: readonly string[];
}

/** Says why the next release cannot be what it would be, or nothing. */
export function problemOfTrees({ released, version, pending, moved }: Release): string | undefined {
  const isMore = pending === 'minor' || pending === 'major' || part(version) !== part(released);
  if (moved.length === 0 || isMore) return undefined;
  return [
    `A patch moves no byte of a tree, and these are not what ${released} wrote:`,
    ...moved,
    'Say "minor" or "major" with "npm run changeset", and name the migration "trees" once more in',
    `generators/migrations.json. As long as ${released} is not published: npm run release:fixture.`,
  ].join('\n');
}

/** All but the last number, which patches raise. */
function part(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** What a folder must have besides, where trees moved: a migration that writes them, of a version after `released`. */
export function hasTreeMigration(migrations: string, released: string): boolean {
  const { generators } = JSON.parse(migrations) as {
    readonly generators: Readonly<Record<string, { readonly version: string; readonly factory: string }>>;
  };
  const isLater = (version: string) => version.localeCompare(released, 'en', { numeric: true }) > 0;
  return Object.values(generators).some(({ version, factory }) => factory.endsWith('/trees.ts') && isLater(version));
}
