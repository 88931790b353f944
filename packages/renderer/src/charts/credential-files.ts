import { missingHome } from '../programs/child-environment';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where Helm and Docker keep what a person logged in with. */
export interface CredentialFiles {
  /** Of `helm registry login`. */
  readonly registry: string;
  /** The folder of the config.json of `docker login`. */
  readonly docker: string;
  /** Of `helm repo add`. */
  readonly repositories: string;
}

/**
 * The files that Helm itself would read with this environment (helm 4: pkg/cli, pkg/helmpath; oras-go 2: credentials).
 * Without a home they are in a folder that does not exist. Podman's auth.json is not among them: Helm does not read it.
 */
export function credentialFiles(environment: Environment, platform: string): CredentialFiles {
  const setting = (name: string): string | undefined => valueOf(environment, name);
  const home = homeOf(environment) ?? missingHome;
  const own = platform === 'darwin' ? `${home}/Library/Preferences` : `${home}/.config`;
  const configs = setting('XDG_CONFIG_HOME') ?? (platform === 'win32' ? (setting('APPDATA') ?? missingHome) : own);
  const helm = setting('HELM_CONFIG_HOME') ?? `${configs}/helm`;
  return {
    registry: setting('HELM_REGISTRY_CONFIG') ?? `${helm}/registry/config.json`,
    docker: setting('DOCKER_CONFIG') ?? `${home}/.docker`,
    repositories: setting('HELM_REPOSITORY_CONFIG') ?? `${helm}/repositories.yaml`,
  };
}

/** The home folder of the person who runs this. */
export function homeOf(environment: Environment): string | undefined {
  return valueOf(environment, 'HOME') ?? valueOf(environment, 'USERPROFILE');
}

function valueOf(environment: Environment, name: string): string | undefined {
  return environment[name] === '' ? undefined : environment[name];
}
