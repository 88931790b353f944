import type { SovereignSpec } from '@sovereign-fleet/domain';
import { callsIn, type ModelMap } from '../model/expression';
import type { Json } from '../model/json';
import type { KitModel } from '../model/kit-model';
import { codeOf } from './code';
import { sourceText } from './source-file';

/** The text of the spec of the adopted Sovereign, with what the cluster says that is not the kit's default. */
export function specFileText(spec: SovereignSpec, kit: KitModel): string {
  const { fqdn, environment, regions } = spec;
  const rows = {
    fqdn,
    environment,
    regions: regions.map(({ key, provider, role = 'secondary' }) => ({ key, provider, role })),
    ...layerOf(kit),
  };
  return sourceText({
    imports: [
      ...(callsIn(kit.overrides).has('drop')
        ? [{ moduleSpecifier: '@sovereign-fleet/nx', namedImports: ['drop'] }]
        : []),
      { moduleSpecifier: `../../kits/${kit.name}/kit`, namedImports: ['defineSovereign'] },
    ],
    constants: [],
    end: [`export default defineSovereign(${codeOf(rows as object as ModelMap)});`],
  });
}

interface Layer {
  readonly parameters?: Readonly<Record<string, Json>>;
  readonly features?: Readonly<Record<string, boolean>>;
  readonly versions?: KitModel['versions'];
  readonly overrides?: KitModel['overrides'];
}

/** What the Sovereign says of the kit's parameters and features. */
function layerOf({ parameters, features, versions, overrides }: KitModel): Layer {
  const said = Object.entries(parameters).flatMap(([name, one]) =>
    'fact' in one || one.value === undefined ? [] : [[name, one.value] as const],
  );
  const switched = Object.entries(features).flatMap(([name, { value, default: standing }]) =>
    value === standing ? [] : [[name, value] as const],
  );
  return {
    ...(said.length === 0 ? {} : { parameters: Object.fromEntries(said) }),
    ...(switched.length === 0 ? {} : { features: Object.fromEntries(switched) }),
    ...(Object.keys(versions).length === 0 ? {} : { versions }),
    ...(Object.keys(overrides).length === 0 ? {} : { overrides }),
  };
}
