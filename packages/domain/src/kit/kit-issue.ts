import type { Issue } from '../issue/issue';

/** An Issue in a kit or in its reviewed graph. `parseBootstrapKit` knows which of the two, and adds the file. */
export type KitIssue = Omit<Issue, 'file'>;

export function issueAt(field: string, value: unknown, refusal: Omit<KitIssue, 'field' | 'value'>): KitIssue {
  return { field, value, ...refusal };
}

export function unusedRow(field: string, value: string, problem: string): KitIssue {
  return { field, value, code: 'unused', problem, remedy: 'Take it out' };
}
