import type { Answer, Origin } from '@sovereign-fleet/compiler';
import { type BootstrapKit, isDropped, isSubstituted, type SlotValue } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { printableText } from '../disk/printable-text';
import { locateOrigin } from './locate-origin';

export interface AnswerPlace {
  readonly root: string;
  readonly kit: BootstrapKit;
  /** What was asked about: `fsn1 of acme`. */
  readonly where: string;
}

/** What a person reads: the value, and a line for each layer that says one, of which the last decides. */
export function answerText(answer: Answer, place: AnswerPlace): string {
  const { subject, explanation, parameters } = answer;
  const { value, origins } = explanation;
  const is = value === undefined ? 'said by nobody: the default of the chart holds' : valueText(value);
  const head = `${subject} in ${place.where} is ${is}`;
  const off = answer.off === undefined ? [] : [`  ${offTexts[answer.off]}, whatever is said of it`];
  const lines = origins.map((origin) => originText(origin, place));
  const below = parameters.map((one) => answerText(one, place));
  return printableText([head, ...off, ...lines, ...below].join('\n'));
}

const offTexts: Readonly<Record<NonNullable<Answer['off']>, string>> = {
  absent: 'its slot is not in that region',
  empty: 'its slot is empty in that region: the chart renders nothing',
  suspended: 'its slot is suspended in that region: Flux installs nothing',
};

function originText({ layer, field, value, ...origin }: Origin, { root, kit }: AnswerPlace): string {
  const { file, line } = locateOrigin(root, { layer, field, ...origin }, kit);
  const at = line === undefined ? file : `${file}:${line}`;
  return `  ${layer.padEnd(12)} ${valueText(value)}  (${at}, ${field})`;
}

/** A value as JSON; parameters in it as a row reads them. */
function valueText(value: SlotValue): string {
  return printJson(plainValue(value));
}

function plainValue(value: SlotValue): unknown {
  if (typeof value !== 'object') return value;
  if (isDropped(value)) return null;
  if (isSubstituted(value)) {
    const { literals, names } = value;
    return literals.map((text, index) => text + (names[index] === undefined ? '' : `\${${names[index]}}`)).join('');
  }
  if (Array.isArray(value)) return (value as readonly SlotValue[]).map(plainValue);
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, SlotValue]) => [key, plainValue(one)]));
}
