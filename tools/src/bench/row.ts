/** One line of the table. */
export interface Row {
  readonly number: string;
  readonly claim: string;
  readonly ours: string;
  readonly reference: string;
  readonly result: string;
  readonly bound: string;
  readonly holds: 'yes' | 'NO' | 'NOT MEASURED';
}

/** A Row for CPU times in milliseconds whose ratio, ours to the reference's, has an upper bound. */
export function ratioRow(
  { number, claim }: Pick<Row, 'number' | 'claim'>,
  { ours, reference }: { readonly ours: number; readonly reference: number },
  most: number,
): Row {
  const ratio = ours / reference;
  return {
    number,
    claim,
    ours: milliseconds(ours),
    reference: milliseconds(reference),
    result: `${ratio.toFixed(2)} x`,
    bound: `at most ${most} x`,
    holds: answer(ratio <= most),
  };
}

export function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

export function answer(holds: boolean): Row['holds'] {
  return holds ? 'yes' : 'NO';
}

const titles = {
  number: '#',
  claim: 'what is measured',
  ours: 'ours',
  reference: 'reference',
  result: 'result',
  bound: 'bound',
  holds: 'holds',
} as const satisfies Record<keyof Row, string>;

/** The rows as a Markdown table that can be read as it is. */
export function table(rows: readonly Row[]): string {
  // Object.keys gives string[], whatever the keys.
  const columns = Object.keys(titles) as (keyof Row)[];
  const widths = columns.map((column) => Math.max(...[titles, ...rows].map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |\n`;
  const lines = [titles, ...rows].map((row) => line(columns.map((column) => row[column])));
  return [lines[0], line(widths.map((width) => '-'.repeat(width))), ...lines.slice(1)].join('');
}
