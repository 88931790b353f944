import type { Substituted } from '@sovereign-fleet/domain';
import { escapeSubstitutes, reference } from '@sovereign-fleet/flux';
import { emitYaml, envsubst, parseYaml, YamlError, printJson } from '@sovereign-fleet/go-text';

/** Texts that no reader of YAML takes for anything else, however they are parted: no need to ask. */
const harmless = /^[A-Za-z][A-Za-z0-9._/:@+-]*[A-Za-z0-9]$/;
const meaning = /^(?:yes|no|on|off|true|false|null|e[-+]?\d+)$/i;

/**
 * What a text arrives as once Flux has filled in its parameters, where that is not the text: `1` before `.5` is the
 * number 1.5. Kustomize prints the text without the quotes that somebody wrote, and Flux reads it again afterwards.
 */
export function otherArrival({ literals }: Substituted, filling: readonly string[]): string | undefined {
  const filled = literals.map((literal, index) => literal + (filling[index] ?? '')).join('');
  if (harmless.test(filled) && !meaning.test(filled)) return undefined;
  const names = filling.map((_, index) => `V${index}`);
  const template = literals.map((literal, index) => {
    const name = names[index];
    return escapeSubstitutes(literal) + (name === undefined ? '' : reference(name));
  });
  const variables = Object.fromEntries(filling.map((text, index) => [names[index] ?? '', text]));
  const printed = envsubst(emitYaml({ v: template.join('') }), variables, { strict: true });
  if (!printed.ok) return 'what Flux refuses';
  const arrives = readBack(printed.value.text);
  return arrives === filled ? undefined : typeof arrives === 'string' ? JSON.stringify(arrives) : textOf(arrives);
}

function readBack(text: string): unknown {
  try {
    return (parseYaml(text, 'v2') as { readonly v?: unknown }).v; // a map with one key was printed
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

function textOf(value: unknown): string {
  return value === undefined
    ? 'what is no YAML'
    : `the ${typeof value === 'bigint' ? 'number' : typeof value} ${printJson(value)}`;
}
