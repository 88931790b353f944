import { type NxJsonConfiguration, readNxJson, type Tree as NxTree, updateNxJson } from '@nx/devkit';
import { packageName } from '@sovereign-fleet/domain/layout';

const plugin = `${packageName('nx')}/plugin`;
const compile = `${packageName('nx')}:compile`;

/** Whether the workspace has a plugin beside ours. */
export function hasOtherPlugins(nxTree: NxTree): boolean {
  return (readNxJson(nxTree)?.plugins ?? []).some((one) => nameOf(one) !== plugin);
}

/** Adds to nx.json what is missing there, and changes nothing that is said. */
export function addNxSettings(nxTree: NxTree): void {
  const before = readNxJson(nxTree) ?? {};
  const after = withSettings(before);
  if (JSON.stringify(after) !== JSON.stringify(before)) updateNxJson(nxTree, after);
}

function nameOf(one: NonNullable<NxJsonConfiguration['plugins']>[number]): string {
  return typeof one === 'string' ? one : one.plugin;
}

function withSettings(before: NxJsonConfiguration): NxJsonConfiguration {
  const { plugins = [], sync = {}, pluginsConfig = {} } = before;
  const { globalGenerators = [] } = sync;
  const isThere = plugins.some((one) => nameOf(one) === plugin);
  return {
    // Nx counts its usage unless this is said, and asks whom it found on a terminal.
    analytics: false,
    // In the home of a person, a fresh clone could take what it never ran.
    cacheDirectory: '.nx/cache',
    ...before,
    plugins: isThere ? plugins : [...plugins, plugin],
    pluginsConfig: {
      ...pluginsConfig,
      // A change of the lock touches whom it concerns, and not all.
      '@nx/js': { projectsAffectedByDependencyUpdates: 'auto', ...pluginsConfig['@nx/js'] },
    },
    sync: {
      ...sync,
      globalGenerators: globalGenerators.includes(compile) ? globalGenerators : [...globalGenerators, compile],
    },
  };
}
