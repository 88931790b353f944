/** One line of the table. */
export interface Row {
  readonly number: string;
  readonly claim: string;
  readonly ours: string;
  readonly reference: string;
  readonly result: string;
  readonly bound: string;
  /** Empty if the row has no bound. Such a row helps to read the others. */
  readonly holds: 'yes' | 'NO' | 'NOT MEASURED' | '';
}

interface Times {
  readonly ours: number;
  readonly reference: number;
}

/** A row of times in milliseconds. The ratio, ours to the reference's, has an upper bound. */
export function ratioRow({ number, claim }: Pick<Row, 'number' | 'claim'>, times: Times, most: number): Row {
  const holds = verdict(times.ours / times.reference <= most);
  return { ...unboundRow({ number, claim }, times), bound: `at most ${most} x`, holds };
}

/** A row of times in milliseconds without a bound. */
export function unboundRow({ number, claim }: Pick<Row, 'number' | 'claim'>, { ours, reference }: Times): Row {
  return {
    number,
    claim,
    ours: milliseconds(ours),
    reference: milliseconds(reference),
    result: `${(ours / reference).toFixed(2)} x`,
    bound: '',
    holds: '',
  };
}

export function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

export function verdict(holds: boolean): Row['holds'] {
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

/** The rows as a Markdown table whose columns are aligned. */
export function table(rows: readonly Row[]): string {
  // Object.keys gives string[], whatever the keys.
  const columns = Object.keys(titles) as (keyof Row)[];
  const widths = columns.map((column) => Math.max(...[titles, ...rows].map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |\n`;
  const lines = [titles, ...rows].map((row) => line(columns.map((column) => row[column])));
  return [lines[0], line(widths.map((width) => '-'.repeat(width))), ...lines.slice(1)].join('');
}
