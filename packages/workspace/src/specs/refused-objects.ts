import {
  defaultKubeVersion,
  type Issue,
  kubeVersionOf,
  outputFolder,
  type Sovereign,
  type Tree,
  treePlace,
} from '@sovereign-fleet/domain';
import { refusedInFiles } from '@sovereign-fleet/renderer/schemas';
import { serverTables } from '@sovereign-fleet/renderer/server-tables';

/**
 * What API servers would refuse of files that are about to be written, each by the Flux and the Kubernetes of its
 * Sovereign. `paths` start at the workspace's root.
 */
export function issuesOfRefusedObjects(
  tree: Tree,
  paths: readonly string[],
  sovereigns: readonly Sovereign[],
): readonly Issue[] {
  if (paths.length === 0) return [];
  const written = new Set(paths.map((path) => path.slice(outputFolder.length + 1)));
  const serverOf = new Map(sovereigns.map((one) => [String(one.fqdn), serverText(one)]));
  const byServer = new Map<string, Map<string, string>>();
  for (const [path, text] of tree) {
    const server = written.has(path) ? serverOf.get(treePlace(path)?.fqdn ?? '') : undefined;
    if (server === undefined) continue;
    const files = byServer.get(server) ?? new Map<string, string>();
    byServer.set(server, files.set(path, text));
  }
  const tables = serverTables();
  return [...byServer].flatMap(([server, files]) =>
    refusedInFiles(files, { ...(JSON.parse(server) as Server), tables }).map(issueOf),
  );
}

type Server = Pick<Sovereign, 'fluxVersion'> & {
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
};

/** Sovereigns of the same versions are looked at together: most of their files are equal. */
function serverText(sovereign: Sovereign): string {
  const { fluxVersion, apiVersions = [] } = sovereign;
  const kubeVersion = kubeVersionOf(sovereign) ?? defaultKubeVersion;
  return JSON.stringify({ fluxVersion, kubeVersion, apiVersions } satisfies Server);
}

function issueOf({ path, object, field, problem, remedy }: ReturnType<typeof refusedInFiles>[number]): Issue {
  return {
    file: `${outputFolder}/${path}`,
    field: field === '' ? 'object' : field,
    value: object,
    code: 'malformed',
    problem: `no cluster would take it: ${problem}`,
    remedy: `${remedy}. Mend what it was compiled from`,
  };
}
