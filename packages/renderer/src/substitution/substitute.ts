import { fluxKeys } from '@sovereign-fleet/flux';
import {
  emitYaml,
  envsubst,
  isObject,
  type JsonObject,
  type JsonValue,
  parseYaml,
  type SubstitutionFailure,
  throughFloats,
  throughJson,
  type Variables,
  YamlError,
} from '@sovereign-fleet/go-text';
import { keepByText } from '../objects/keep-by-text';

export interface SubstituteOptions {
  /** Whether an undefined variable is an error, as by default since Flux 2.9. */
  readonly strict: boolean;
  /** `substituteStrategy: Always`: substitute even if there are no variables. */
  readonly always?: boolean;
}

export type Substitution =
  | { readonly status: 'substituted' | 'skipped'; readonly object: JsonObject }
  | ({ readonly status: 'failed' } & SubstitutionFailure);

/**
 * One Kubernetes object as Flux would apply it after `postBuild` (fluxcd/pkg: kustomize/kustomize_varsub.go): it is
 * printed as YAML, the variables are put into that text, and the text is read again. So a string may become a number,
 * a key may change, and an integer of more than 53 bits loses its last digits, also where no variable is. `skipped` has
 * the object as it was: it has the label or annotation `kustomize.toolkit.fluxcd.io/substitute: disabled`, or there are
 * no variables. A failure has Flux's own words. Gives the same object if nothing in it can change.
 */
export function substitute(object: JsonObject, variables: Variables, options: SubstituteOptions): Substitution {
  try {
    return substituteIn(object, printedOf(object), { variables, options });
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return failedSubstitution('yaml', error.message);
  }
}

interface SubstitutionContext {
  readonly variables: Variables;
  readonly options: SubstituteOptions;
}

interface Printed {
  readonly value: JsonObject;
  /** Undefined if nothing in it can change. */
  readonly text: string | undefined;
}

/** Objects as they are printed, as long as they are there: Sovereigns and regions share what kustomize built. */
const printedObjects = new WeakMap<JsonObject, Printed>();

function printedOf(object: JsonObject): Printed {
  const known = printedObjects.get(object);
  if (known !== undefined) return known;
  const value = throughJson(object);
  const printed = { value: throughFloats(value), text: canChange(value) ? emitYaml(value) : undefined };
  printedObjects.set(object, printed);
  return printed;
}

function substituteIn(object: JsonObject, printed: Printed, { variables, options }: SubstitutionContext): Substitution {
  const names = Object.keys(variables);
  const isSkipped = isDisabled(object) || (names.length === 0 && options.always !== true);
  if (isSkipped) return { status: 'skipped', object };
  const badName = names.find((name) => !validName.test(name));
  if (badName !== undefined) return failedSubstitution('var-name', `envsubst error: ${nameProblem(badName)}`);
  if (printed.text === undefined) return { status: 'substituted', object: printed.value };
  const outcome = envsubst(printed.text, withoutNewlines(variables), options);
  if (!outcome.ok) return failedSubstitution(outcome.code, withContext(outcome));
  if (outcome.value.bytes) return failedSubstitution('yaml', 'envsubst error: YAMLToJSON: yaml: invalid UTF-8');
  return readBack(outcome.value.text);
}

const validName = /^[_A-Za-z][_A-Za-z0-9]*$/;

function nameProblem(name: string): string {
  return `'${name}' var name is invalid, must match '^[_[:alpha:]][_[:alpha:][:digit:]]*$'`;
}

function failedSubstitution(code: SubstitutionFailure['code'], reason: string): Substitution {
  return { status: 'failed', code, reason };
}

/** Flux catches a panic of Go further out, without this prefix. */
function withContext({ code, reason }: SubstitutionFailure): string {
  return code === 'panic' ? reason : `envsubst error: variable substitution failed: ${reason}`;
}

function isDisabled({ metadata }: JsonObject): boolean {
  if (!isObject(metadata)) return false;
  return [metadata['labels'], metadata['annotations']].some(
    (map) => isObject(map) && map[fluxKeys.substitute] === 'disabled',
  );
}

/**
 * Whether printing and reading again can change anything: there is an expression or an escape, or a key `<<`, which is
 * printed without quotes and read as a merge.
 */
function canChange(value: JsonValue): boolean {
  if (typeof value === 'string') return hasExpression(value);
  if (typeof value !== 'object' || value === null) return false;
  if (!isObject(value)) return value.some(canChange);
  for (const key in value) if (key === '<<' || hasExpression(key) || canChange(value[key] ?? null)) return true;
  return false;
}

function hasExpression(text: string): boolean {
  const at = text.indexOf('$');
  return at >= 0 && (text.includes('${', at) || text.includes('$$', at));
}

/** Flux takes newlines out of values, so that they cannot break the text they are put into. */
function withoutNewlines(variables: Variables): Variables {
  const entries = Object.entries(variables);
  if (!entries.some(([, value]) => value.includes('\n'))) return variables;
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replaceAll('\n', '')]));
}

/** A base and what is reviewed differ in few objects. */
const readBack = keepByText(readObject, 4 * 1024 * 1024);

function readObject(text: string): Substitution {
  try {
    const object = parseYaml(text, 'v2');
    if (isObject(object)) return { status: 'substituted', object: throughFloats(object) };
    if (object === null) return failedSubstitution('yaml', 'UnmarshalJSON: the text holds no object');
    const type = Array.isArray(object) ? 'array' : goTypes[typeof object];
    return failedSubstitution(
      'yaml',
      `UnmarshalJSON: json: cannot unmarshal ${type} into Go value of type map[string]interface {}`,
    );
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return failedSubstitution('yaml', `envsubst error: YAMLToJSON: ${error.message}`);
  }
}

const goTypes: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  bigint: 'number',
  boolean: 'bool',
};
