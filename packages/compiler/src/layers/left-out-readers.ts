import {
  type BootstrapKit,
  fieldOf,
  isFeatureSwitch,
  type Issue,
  type LayerSource,
  placeIn,
} from '@sovereign-fleet/domain';
import { readBy } from './read-by';

/** Parameters and features that a record says for slots that it leaves out, and for no others. */
export function issuesOfLeftOutReaders(
  source: LayerSource,
  kit: BootstrapKit,
  without: readonly string[] = [],
): readonly Issue[] {
  if (without.length === 0) return [];
  const { parameters, features } = source.said;
  const said = [
    ...Object.entries(parameters).map(([name, value]) => ({
      key: 'parameters',
      name,
      value,
      readers: readersOf([name], kit),
    })),
    ...Object.entries(features).map(([name, value]) => ({
      key: 'features',
      name,
      value,
      readers: readersOfFeature(name, kit),
    })),
  ];
  return said.flatMap(({ key, name, value, readers }): readonly Issue[] => {
    if (readers.length === 0 || readers.some((reader) => !without.includes(reader))) return [];
    const problem = `"without" leaves out what reads it, which is ${readers.join(' and ')}`;
    const remedy = `Remove it, or take ${readers.join(' or ')} out of "without"`;
    return [{ ...placeIn(source, fieldOf([key, name])), value, code: 'unused', problem, remedy }];
  });
}

/** The slots that read one of these parameters; none where every slot does. */
function readersOf(names: readonly string[], kit: BootstrapKit): readonly string[] {
  const { shared, bySlot } = readBy(kit);
  if (names.some((name) => shared.includes(name))) return [];
  return [...bySlot].filter(([, read]) => names.some((name) => read.includes(name))).map(([slot]) => slot);
}

function readersOfFeature(feature: string, kit: BootstrapKit): readonly string[] {
  const declared = Object.entries(kit.parameters);
  const switches = declared.filter(([, one]) => isFeatureSwitch(one) && one.feature === feature).map(([name]) => name);
  if (switches.some((name) => readBy(kit).shared.includes(name))) return [];
  const own = kit.slots.filter(({ where }) => where?.feature === feature).map(({ name }) => name);
  return [...new Set([...own, ...readersOf(switches, kit)])];
}
