import type { EditValue } from '@sovereign-fleet/workspace/edit';

/**
 * What a person typed as a value: JSON, else a text. A number is what Nx made of it, so that of `1.10` the zero is
 * looked up in what was really typed.
 */
export function readValue(
  typed: string,
  { isText, args }: { readonly isText: boolean; readonly args: readonly string[] },
): EditValue {
  const text = asTyped(typed, args);
  if (isText) return text;
  try {
    const value = JSON.parse(text) as EditValue | null; // JSON has nothing else
    return value ?? text;
  } catch {
    return text;
  }
}

/** Nx reads `1.10` as a number, and says 1.1. */
function asTyped(text: string, args: readonly string[]): string {
  if (text.trim() === '' || Number.isNaN(Number(text)) || args.includes(text)) return text;
  const values = args.map((arg) => arg.replace(/^--value=/, ''));
  return values.find((arg) => arg.trim() !== '' && Number(arg) === Number(text)) ?? text;
}
