import { byteArray, type ByteText, fromBytes, toBytes } from './bytes';
import { type FailureCode, SubstitutionError } from './failure';
import { operatorOf, takesUnset } from './operators';
import { type Expression, parseTemplate, type Part } from './parse';

export type Variables = Readonly<Record<string, string>>;

/** Why Flux would not substitute. */
export interface SubstitutionFailure {
  readonly code: FailureCode;
  /** Flux's own words. */
  readonly reason: string;
}

/**
 * The text that came out. `bytes` only where it is not UTF-8, since an offset cut a character: then `text` has U+FFFD.
 */
interface SubstitutedText {
  readonly text: string;
  readonly bytes?: Uint8Array;
}

export type TextOutcome =
  { readonly ok: true; readonly value: SubstitutedText } | ({ readonly ok: false } & SubstitutionFailure);

/**
 * Puts values in place of `${name}` and its bash-like forms, as Flux does (fluxcd/pkg: package envsubst 1.7.0). Gives
 * the text or why Flux would not: `syntax`, `unset` (strict: a variable that is not there, by whatever expression but
 * a default), `panic` (a negative length). Values are put in as they are, and not read again.
 */
export function envsubst(
  template: string,
  variables: Variables,
  { strict }: { readonly strict: boolean },
): TextOutcome {
  return outcomeOf(() => {
    const bytes = evaluateAll(parseTemplate(toBytes(template)), { variables, strict });
    const { text, valid } = fromBytes(bytes);
    return valid ? { text } : { text, bytes: byteArray(bytes) };
  });
}

/** What `run` returns, or the SubstitutionError that it threw as a value. */
function outcomeOf(run: () => SubstitutedText): TextOutcome {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    if (!(error instanceof SubstitutionError)) throw error;
    return { ok: false, code: error.code, reason: error.message };
  }
}

interface Context {
  readonly variables: Variables;
  readonly strict: boolean;
}

/** The API server takes no request above this (Kubernetes: apiserver, MaxRequestBodyBytes). */
const longest = 3 * 1024 * 1024;
/** What an operator may need on the way. */
const longestOnTheWay = 64 * longest;

function tooLong(): SubstitutionError {
  return new SubstitutionError('size', 'the text would be longer than 3 MiB, which is more than the API server takes');
}

function evaluateAll(parts: readonly Part[], context: Context): ByteText {
  let text = '';
  for (const part of parts) {
    text += typeof part === 'string' ? part : evaluate(part, context);
    if (text.length > longest) throw tooLong();
  }
  return text;
}

/** The words first, whether they are needed or not: in strict mode one that is not set fails either way. */
function evaluate({ name, operator, args }: Expression, context: Context): ByteText {
  const words = args.map((arg) => evaluateAll([arg], context));
  const variable = fromBytes(name).text;
  const isSet = Object.hasOwn(context.variables, variable);
  if (!isSet && context.strict && !takesUnset(operator)) {
    throw new SubstitutionError('unset', `variable not set (strict mode): "${variable}"`);
  }
  const value = toBytes(isSet ? (context.variables[variable] ?? '') : '');
  const longestWord = Math.max(0, ...words.map(({ length }) => length));
  if ((value.length + 1) * (longestWord + 1) > longestOnTheWay) throw tooLong();
  return operatorOf(operator)(value, words);
}
