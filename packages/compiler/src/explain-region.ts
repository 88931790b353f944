import {
  bareText,
  type ChartValue,
  type Issue,
  isDropped,
  isRefusal,
  isSubstituted,
  parseValuePath,
  pickOne,
  type Place,
  type Region,
  type Result,
  resultOf,
  type Slot,
  slotState,
  type SlotState,
  type SlotValue,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { explainFeature, explainParameter, explainValue, explainVersion, type Explanation } from './layers/explain';
import { isMap } from './layers/merge-values';
import { placeRegion, type RecordOfKit } from './layers/place-region';
import { parameterValues } from './resolve-region';

/** What a person asks of one region: a value of a chart, the version of one, a parameter or a feature. */
export interface Question {
  /** By its key. Without it: the primary. */
  readonly region?: string | undefined;
  readonly slot?: string | undefined;
  /** As Helm's `--set` writes it. Without it: the version of the slot's chart. */
  readonly path?: string | undefined;
  readonly parameter?: string | undefined;
  readonly feature?: string | undefined;
}

/** A value, where it comes from, and the parameters that feed it with the same of each. */
export interface Answer {
  /** What is explained: `cilium.mtu of bp-cilium`. */
  readonly subject: string;
  /** The key of the region. */
  readonly region: string;
  readonly explanation: Explanation;
  /** Of a slot that is off in the region: how. */
  readonly off?: Exclude<SlotState, 'on'>;
  readonly parameters: readonly Answer[];
}

/** Where something of a region comes from, or every Issue in the question. `file` is what the question stands in. */
export function explainRegion(question: Question, record: RecordOfKit, file: string): Result<Answer> {
  const { kit, sovereign } = record;
  const asked = question.region;
  const region = sovereign.regions.find(({ key, role }) => (asked === undefined ? role === 'primary' : key === asked));
  const issues = [
    ...issuesOfName('--region', asked, { names: sovereign.regions.map(({ key }) => key), file }),
    ...issuesOfName('--slot', question.slot, { names: kit.slots.map(({ name }) => name), file }),
    ...issuesOfName('--parameter', question.parameter, { names: Object.keys(kit.parameters), file }),
    ...issuesOfName('--feature', question.feature, { names: Object.keys(kit.features), file }),
    ...issuesOfLeftOut(question.slot, sovereign, file),
    ...issuesOfPath(question, { names: kit.slots.map(({ name }) => name), file }),
  ];
  if (issues.length > 0 || region === undefined) return { ok: false, issues };
  return resultOf([], () => answer(question, region, record));
}

interface Names {
  readonly names: readonly string[];
  readonly file: string;
}

function issuesOfName(field: string, value: string | undefined, { names, file }: Names): readonly Issue[] {
  if (value === undefined || names.includes(value)) return [];
  const problem = 'there is none of this name';
  return [{ file, field, value, code: 'unknown-value', problem, remedy: pickOne(value, names) }];
}

/** What is left out has no value in any region. */
function issuesOfLeftOut(
  slot: string | undefined,
  { without = [], source }: Sovereign,
  file: string,
): readonly Issue[] {
  if (slot === undefined || !without.includes(slot)) return [];
  const problem = `"without" of ${source} leaves it out`;
  return [{ file, field: '--slot', value: slot, code: 'unknown-value', problem, remedy: 'Ask for another slot' }];
}

function issuesOfPath(
  { slot, path, parameter, feature }: Question,
  { names: [first = '<slot>'], file }: Names,
): readonly Issue[] {
  const asked = [slot, parameter, feature].filter((one) => one !== undefined);
  const at = { file, field: '--slot', value: slot, code: 'missing' as const };
  const example = `Write --slot=${first} --path=a.b, or --parameter=NAME, or --feature=name`;
  if (asked.length !== 1) {
    const problem = asked.length === 0 ? 'nothing is asked' : 'one thing is explained at a time';
    return [{ ...at, problem, remedy: example }];
  }
  if (path === undefined) return [];
  if (slot === undefined) return [{ ...at, problem: 'a path is one in the values of a slot', remedy: example }];
  const keys = parseValuePath(path);
  return isRefusal(keys) ? [{ file, field: '--path', value: path, ...keys }] : [];
}

function answer({ slot: name, path, parameter, feature }: Question, region: Region, record: RecordOfKit): Answer {
  const { kit } = record;
  const placed = placeRegion(region, record);
  const values = parameterValues(placed, record);
  const explained = { kit, layers: placed.layers };
  const of = region.key;
  const ofParameter = (one: string): Answer => {
    return { region: of, subject: one, explanation: explainParameter(one, values.get(one), explained), parameters: [] };
  };
  if (parameter !== undefined) return ofParameter(parameter);
  if (feature !== undefined) {
    const isOn = placed.place.features[feature] ?? false;
    const explanation = explainFeature(feature, isOn, explained);
    return { region: of, subject: `the feature ${feature}`, explanation, parameters: [] };
  }
  const slot = kit.slots.find((one) => one.name === name);
  if (slot === undefined) throw new Error(`the kit has no slot ${String(name)}, and it was let through`);
  const off = offOf(slot, placed.place);
  if (path === undefined) {
    const explanation = explainVersion(slot, explained);
    return { region: of, subject: `the version of ${slot.name}`, explanation, parameters: [], ...off };
  }
  const keys = parseValuePath(path);
  const explanation = explainValue(slot, isRefusal(keys) ? [] : keys, explained);
  const value = explanation.value === undefined ? undefined : fillIn(explanation.value, values);
  return {
    region: of,
    subject: `${path} of ${slot.name}`,
    explanation: { ...explanation, value },
    parameters: explanation.parameters.map(ofParameter),
    ...off,
  };
}

function offOf(slot: Slot, place: Place): Pick<Answer, 'off'> {
  const state = slotState(slot, place);
  return state === 'on' ? {} : { off: state };
}

/** A value with its parameters filled in, as it arrives at the chart. One without a value stays `${NAME}`. */
function fillIn(value: SlotValue, values: ReadonlyMap<string, ChartValue>): SlotValue {
  if (typeof value !== 'object' || isDropped(value)) return value;
  if (isSubstituted(value)) {
    const [name = ''] = value.names;
    if (value.literals.every((literal) => literal === '')) return values.get(name) ?? `\${${name}}`;
    return value.literals.map((literal, index) => literal + textAt(value.names[index], values)).join('');
  }
  if (isMap(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillIn(one, values)]));
  }
  return value.map((one) => fillIn(one, values));
}

function textAt(name: string | undefined, values: ReadonlyMap<string, ChartValue>): string {
  return name === undefined ? '' : bareText(values.get(name) ?? `\${${name}}`);
}
