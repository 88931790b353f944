import type { ModelMap } from '../model/expression';
import { canonical, freeName, isMap, type JsonMap, omitKeys } from '../model/json';
import { plainMap } from './to-model';
import { groupBy } from '../model/group-by';

/** The fields of a HelmRelease that an action profile says. */
export const actionFields = [
  'interval',
  'timeout',
  'install',
  'upgrade',
  'rollback',
  'uninstall',
  'test',
  'driftDetection',
] as const;

/** The action options of a release. `createNamespace` is said by the row's namespace. */
export function actionOf(spec: JsonMap): JsonMap {
  const entries = actionFields.flatMap((key) => {
    const value = spec[key];
    return value === undefined || value === null ? [] : [[key, value] as const];
  });
  const options = Object.fromEntries(entries);
  if (!isMap(options['install'])) return options;
  const install = omitKeys(options['install'], ['createNamespace']);
  return Object.keys(install).length === 0 ? omitKeys(options, ['install']) : { ...options, install };
}

export interface Profiles {
  readonly rows: Readonly<Record<string, ModelMap>>;
  /** The profile of an action; undefined for the first, which is every row's default. */
  readonly nameOf: (action: JsonMap) => string | undefined;
}

/** A profile for each distinct action, the most common one first. */
export function profilesOf(actions: readonly JsonMap[]): Profiles {
  const groups = [...groupBy(actions, canonical)].sort(([, a], [, b]) => b.length - a.length);
  const names = new Map<string, string>();
  for (const [key, [action = {}]] of groups) names.set(key, freeName(nameFor(action), [...names.values()]));
  const rows = groups.map(([key, [action = {}]]) => [names.get(key) ?? '', plainMap(action)] as const);
  const [first] = names.keys();
  return {
    rows: Object.fromEntries(rows),
    nameOf: (action) => (canonical(action) === first ? undefined : names.get(canonical(action))),
  };
}

/** `quick` for a release that does not wait, with the timeout where it has one. */
function nameFor(action: JsonMap): string {
  const isQuick = isMap(action['install']) && action['install']['disableWait'] === true;
  const timeout = typeof action['timeout'] === 'string' ? `-${action['timeout']}` : '';
  return `${isQuick ? 'quick' : 'waits'}${timeout}`;
}
