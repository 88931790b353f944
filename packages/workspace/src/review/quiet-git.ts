import { execFileSync } from 'node:child_process';
import type { Git } from './base-trees';

/** What leads git to another repository, as within a hook, and what it has no use for. */
const notForGit = /^(GIT_(DIR|WORK_TREE|COMMON_DIR|NAMESPACE|PREFIX|CONFIG_PARAMETERS)|SOVEREIGN_FLEET_GITHUB_.*)$/;

const noHooks = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];

/**
 * Git in a workspace, which starts no program of the person's: no hook, no watcher of files, and no filter, as Flux has
 * none either. It throws git's own words.
 */
export function quietGit(workspace: string, environment: NodeJS.ProcessEnv): Git {
  const own = Object.fromEntries(Object.entries(environment).filter(([name]) => !notForGit.test(name)));
  const gitWith =
    (env: NodeJS.ProcessEnv): Git =>
    (args, input = '') =>
      execFileSync('git', [...noHooks, ...args], { cwd: workspace, env, input, stdio: 'pipe', maxBuffer: Infinity });
  return gitWith(withoutFilters(own, gitWith(own)));
}

/** Adds settings behind all others of files and the environment: the last one counts (git-config: GIT_CONFIG_COUNT). */
function withoutFilters(environment: NodeJS.ProcessEnv, git: Git): NodeJS.ProcessEnv {
  const off = ['smudge=', 'clean=', 'process=', 'required=false'];
  const settings = filtersIn(git).flatMap((filter) => off.map((one) => `${filter}.${one}`));
  const first = Number(environment['GIT_CONFIG_COUNT'] ?? 0);
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(first + settings.length) };
  for (const [at, setting] of settings.entries()) {
    const end = setting.lastIndexOf('=');
    variables[`GIT_CONFIG_KEY_${first + at}`] = setting.slice(0, end);
    variables[`GIT_CONFIG_VALUE_${first + at}`] = setting.slice(end + 1);
  }
  return { ...environment, ...variables };
}

/** Such as `filter.lfs`. A name may have any sign in it. */
function filtersIn(git: Git): readonly string[] {
  const names = git(['config', '--null', '--name-only', '--list']).toString().split('\0');
  return [...new Set(names.flatMap((name) => /^(filter\..+)\.[^.]+$/s.exec(name)?.[1] ?? []))];
}
