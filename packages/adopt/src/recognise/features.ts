import type { ModelMap } from '../model/expression';
import { camelCase, isMap } from '../model/json';
import type { ModelFeature } from '../model/kit-model';
import type { Release } from '../model/recognised';
import type { ArrivedBoth } from './uses';
import { splitText, wholeUse } from '../source/substitutes';

/** What switches releases off. */
export interface Features {
  readonly rows: Readonly<Record<string, ModelFeature>>;
  readonly whereOf: (release: Release) => ModelMap | undefined;
}

interface Switch {
  readonly feature: string;
  readonly row: ModelFeature;
}

/** A feature for each `suspend`: of a substitute, or of a release that is suspended by a literal. */
export function featuresOf(releases: readonly Release[], both: ArrivedBoth): Features {
  const switches = new Map<Release, Switch>();
  for (const release of releases) {
    const found = switchOf(release, both);
    if (found !== undefined) switches.set(release, found);
  }
  return {
    rows: Object.fromEntries([...switches.values()].map(({ feature, row }) => [feature, row])),
    whereOf: (release) => {
      const found = switches.get(release);
      return found === undefined ? undefined : { feature: found.feature, off: 'suspended' };
    },
  };
}

function switchOf({ of, spec }: Release, { byDefault }: ArrivedBoth): Switch | undefined {
  const before = specOf(of.object)['suspend'];
  const value = spec['suspend'] !== true;
  if (typeof before !== 'string') {
    if (value) return undefined;
    const feature = camelCase(of.object.metadata.name.replace(/^bp-/, ''));
    return {
      feature,
      row: { description: `${of.object.metadata.name}, which was suspended`, value, default: value, hasDefault: false },
    };
  }
  const use = wholeUse(splitText(before));
  if (use === undefined || of.unit.variables === undefined) return undefined;
  const feature = camelCase(use.name.replace(/_(DISABLED|SUSPENDED|SUSPEND|OFF)$/, '').toLowerCase());
  const description = `what ${use.name} suspends`;
  const standing = specOf(byDefault.of.get(of.object))['suspend'] !== true;
  const hasDefault = use.fallback !== undefined;
  const row = { description, value, default: hasDefault ? standing : value, substitute: use.name, hasDefault };
  return { feature, row };
}

function specOf(object: unknown): Readonly<Record<string, unknown>> {
  const spec = isMap(object) ? object['spec'] : undefined;
  return isMap(spec) ? spec : {};
}
