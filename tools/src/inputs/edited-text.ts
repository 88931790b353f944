import fc, { type Arbitrary } from 'fast-check';
import { oddText } from './odd-texts';

/** One change of a text. `at` and `to` are parts of its length, in thousandths. */
interface Edit {
  readonly is: 'insert' | 'take out' | 'repeat' | 'swap lines' | 'indent' | 'replace a word';
  readonly at: number;
  readonly to: number;
  readonly text: string;
}

const place = fc.nat({ max: 999 });

const edit: Arbitrary<Edit> = fc.record({
  is: fc.constantFrom('insert', 'take out', 'repeat', 'swap lines', 'indent', 'replace a word', 'replace a word'),
  at: place,
  to: place,
  text: oddText,
});

/** One of these texts with some edits; `most` of them at most. */
export function editedText(texts: Arbitrary<string>, most: number): Arbitrary<string> {
  return fc.tuple(texts, fc.array(edit, { maxLength: most })).map(([text, edits]) => edits.reduce(applyEdit, text));
}

function applyEdit(text: string, { is, at, to, text: given }: Edit): string {
  const from = Math.floor((text.length * at) / 1000);
  switch (is) {
    case 'insert':
      return text.slice(0, from) + given + text.slice(from);
    case 'take out':
      return text.slice(0, from) + text.slice(from + 1 + (to % 40));
    case 'repeat':
      return text.slice(0, from + 1 + (to % 120)) + text.slice(from);
    case 'swap lines':
      return swapLines(text, at, to);
    case 'indent':
      return text.slice(0, from) + text.slice(from).replace('\n', `\n${' '.repeat(1 + (to % 4))}`);
    case 'replace a word':
      return text.slice(0, from) + text.slice(from).replace(/[\w.@/-]+/, () => given);
  }
}

function swapLines(text: string, at: number, to: number): string {
  const lines = text.split('\n');
  const [one, other] = [at, to].map((part) => Math.floor((lines.length * part) / 1000));
  if (one === undefined || other === undefined) return text;
  [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  return lines.join('\n');
}
