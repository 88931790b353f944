import { type Environment, homeOf } from './credential-files';
import { lateCollection, quickStart } from '../programs/go-start';
import { noWayOut } from '../programs/child-environment';
import type { StoredCredentials } from './stored-credentials';

/**
 * The environment for a Helm that asks nobody, and uses nothing of the person who runs it: no plugins, repositories,
 * caches or credentials. It reads and writes below `home`, a folder of ours.
 */
export function privateEnvironment({ PATH }: Environment, home: string): Environment {
  return { ...quickStart, ...noWayOut, PATH, HOME: home, ...privateFolders(home) };
}

/**
 * The same with the person's credentials, and nothing else of theirs. A credential helper is a program that reads files
 * in the person's home and settings in variables. Helm starts it, so Helm gets both if a helper may run, but still none
 * of Helm's own settings.
 */
export function environmentToPull(environment: Environment, home: string, stored: StoredCredentials): Environment {
  const { files, mayAskHelper } = stored;
  const inherited = mayAskHelper
    ? { ...settingsForHelper(environment), HOME: homeOf(environment) }
    : { ...settingsForHelm(environment), HOME: home };
  return {
    ...inherited,
    ...lateCollection,
    ...privateFolders(home),
    HELM_REGISTRY_CONFIG: files.registry,
    DOCKER_CONFIG: files.docker,
    KUBECONFIG: `${home}/kubeconfig`, // else Helm looks for one in the home
  };
}

function privateFolders(home: string): Environment {
  return {
    HELM_CACHE_HOME: `${home}/cache`,
    HELM_CONFIG_HOME: `${home}/config`,
    HELM_DATA_HOME: `${home}/data`,
  };
}

const passedVariables = /^(path|https?_proxy|no_proxy|all_proxy|ssl_cert_file|ssl_cert_dir)$/i;

function settingsForHelm(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => passedVariables.test(name)));
}

const withheldVariables = /^(helm_|kube|sovereign_fleet_)/i;

function settingsForHelper(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !withheldVariables.test(name)));
}
