import type { ModelMap } from '../model/expression';
import type { KitModel, ModelParameter } from '../model/kit-model';
import { codeOf } from './code';
import { identifiersOf } from './names';
import { slotBase } from './slot-file';
import { type FileParts, sourceText } from './source-file';

/** The text of `kit.ts`. */
export function kitFileText(kit: KitModel, slotNames: readonly string[]): string {
  const { name, sources, profiles, secrets, configMaps, decryption, features, labels, annotations, slots } = kit;
  const [own = ''] = identifiersOf([name], slotNames);
  const rows = {
    name,
    sources,
    profiles,
    secrets: orNothing(secrets),
    configMaps: orNothing(configMaps),
    decryption,
    labels,
    annotations,
  };
  const code = codeOf(rows as object as ModelMap); // its fields hold nothing else
  const inner = code.slice(1, -1).trim();
  return sourceText({
    imports: [
      { moduleSpecifier: '@sovereign-fleet/nx', namedImports: ['defineKit', 'type Kit', 'sovereignsOf'] },
      { moduleSpecifier: './parameters', namedImports: ['parameters', 'use'] },
      ...slots.map((slot, index) => ({
        moduleSpecifier: `./slots/${slotBase(slot)}`,
        namedImports: [slotNames[index] ?? ''],
      })),
    ],
    constants: constantsOfKit({ own, code: inner, features, slotNames }),
    end: [
      `export default ${own};`,
      '\n',
      `/** Types the spec of a Sovereign of this kit. */\nexport const defineSovereign = sovereignsOf(${own});`,
      '\n',
      `// What rows of a Sovereign's own are written with.`,
      `export type { Slot } from '@sovereign-fleet/nx';`,
      `export { text, use } from './parameters';`,
    ],
  });
}

interface KitText {
  /** The constant of the kit. */
  readonly own: string;
  /** TypeScript of its other keys. */
  readonly code: string;
  readonly features: KitModel['features'];
  readonly slotNames: readonly string[];
}

/** With its type beside it, an editor completes a record without reading the whole kit. */
function constantsOfKit({ own, code, features, slotNames }: KitText): FileParts['constants'] {
  const slots = { name: 'slots', value: `[${slotNames.join(', ')}]`, isConst: true };
  if (Object.keys(features).length === 0) {
    const type = 'Kit<typeof parameters, typeof slots>';
    return [slots, { name: own, type, value: `defineKit({ ${code}, parameters, slots })` }];
  }
  return [
    { name: 'features', value: codeOf(featureRows(features)), isConst: true },
    slots,
    {
      name: own,
      type: 'Kit<typeof parameters, typeof slots, typeof features>',
      value: `defineKit({ ${code}, parameters, features, slots })`,
    },
  ];
}

function orNothing<Rows extends object>(rows: Rows): Rows | undefined {
  return Object.keys(rows).length === 0 ? undefined : rows;
}

function featureRows(features: KitModel['features']): ModelMap {
  const entries = Object.entries(features).map(([name, { description, default: standing }]) => [
    name,
    { default: standing, description },
  ]);
  return Object.fromEntries(entries) as ModelMap;
}

/** The text of `parameters.ts`. */
export function parametersFileText({ parameters }: KitModel): string {
  const rows = Object.entries(parameters).map(([name, parameter]) => [name, declarationOf(parameter)] as const);
  return sourceText({
    imports: [{ moduleSpecifier: '@sovereign-fleet/nx', namedImports: ['referencesTo'] }],
    constants: [
      {
        name: 'parameters',
        value: codeOf(Object.fromEntries(rows)),
        doc: 'Every parameter that a slot may read: what it is, and who says it.',
        isExported: true,
        isConst: true,
      },
    ],
    end: ['export const { use, text } = referencesTo(parameters);'],
  });
}

function declarationOf(parameter: ModelParameter): ModelMap {
  if ('fact' in parameter) return { type: 'string', fact: parameter.fact };
  const { type, description, default: standing } = parameter;
  const layers = ['fleet', 'environment', 'provider', 'sovereign', 'region'];
  return { type, description, layers, ...(standing === undefined ? {} : { default: standing as ModelMap }) };
}
