import { type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { EditValue } from '@sovereign-fleet/workspace/edit';

interface Reading {
  /** Take it as a text, whatever it looks like. */
  readonly isText: boolean;
  /** All that was typed. */
  readonly args: readonly string[];
}

/**
 * What a person typed as a value: JSON, else a text. A number is what Nx made of it, so that of `1.10` the zero is
 * looked up in what was really typed. Refuses what a record cannot say as JSON does.
 */
export function readValue(typed: string, { isText, args }: Reading): Result<EditValue> {
  const text = asTyped(typed, args);
  if (isText) return { ok: true, value: text };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: true, value: text };
  }
  // JSON has nothing else.
  return resultOf(issuesOf(text, value), () => value as EditValue);
}

function issuesOf(text: string, value: unknown): readonly Issue[] {
  const at = { file: commandLine, field: 'value', value: text };
  if (value === null) {
    const remedy = 'Write drop() there in the record, or take it as a text with --string';
    return [{ ...at, code: 'wrong-type', problem: 'null takes a default away', remedy }];
  }
  if (typeof value !== 'number' || !/^-?\d+$/.test(text) || Number.isSafeInteger(value)) return [];
  const problem = 'a number of a record cannot say it exactly';
  return [{ ...at, code: 'out-of-range', problem, remedy: 'Take it as a text with --string' }];
}

/** Nx reads `1.10` as a number, and says 1.1. */
function asTyped(text: string, args: readonly string[]): string {
  if (text.trim() === '' || Number.isNaN(Number(text)) || args.includes(text)) return text;
  const values = args.map((arg) => arg.replace(/^--value=/, ''));
  return values.find((arg) => arg.trim() !== '' && Number(arg) === Number(text)) ?? text;
}
