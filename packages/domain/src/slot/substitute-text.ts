import { drop } from '../sovereign/drop';
import { isJsonList, isJsonMap, type Json, type JsonMap } from '../sovereign/json';
import { type ParameterDeclarations, referencesTo, type SlotValue, type SlotValues } from './parameter';

/** A reference as a person writes it into YAML that Flux substitutes: `${NAME}`. `$${NAME}` is a text. */
const reference = /(?<!\$)\$\{([A-Za-z_]\w*)\}/;

interface References {
  readonly names: readonly string[];
  /** Another form, such as `${NAME:=x}`, if there is one. */
  readonly odd: string | undefined;
}

/** What of a text Flux would fill in. */
export function readReferences(text: string): References {
  const { names, literals } = partsOf(text);
  const odd = literals.map((literal) => /(?<!\$)\$\{[^}]*\}?/.exec(literal)?.[0]).find((found) => found !== undefined);
  return { names, odd };
}

/** An object of YAML with its references taken for the parameters of a kit. What else there is arrives as it is. */
export function substitutesInObject(object: JsonMap, declarations: ParameterDeclarations): SlotValues {
  return readMap(object, declarations);
}

function readMap(map: JsonMap, declarations: ParameterDeclarations): SlotValues {
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [unescape(key), readValue(item, declarations)]));
}

function readValue(value: Json, declarations: ParameterDeclarations): SlotValue {
  if (value === null) return drop();
  if (typeof value === 'string') return readText(value, declarations);
  if (isJsonList(value)) return value.map((item) => readValue(item, declarations));
  return isJsonMap(value) ? readMap(value, declarations) : value;
}

function readText(value: string, declarations: ParameterDeclarations): SlotValue {
  const { names, literals } = partsOf(value);
  const { use, text } = referencesTo(declarations);
  const [name] = names;
  const written = literals.map(unescape);
  if (name === undefined) return written.join('');
  if (names.length === 1 && written.every((literal) => literal === '')) return use(name);
  return text(written, ...(names as never[])); // of any type: within text each is text
}

/** Text that Flux leaves alone, as it arrives. */
function unescape(text: string): string {
  return text.replaceAll('$${', '${');
}

/** Text and the names between, one more of the one than of the other. */
function partsOf(text: string): { readonly literals: readonly string[]; readonly names: readonly string[] } {
  const parts = text.split(reference);
  return {
    literals: parts.filter((_, index) => index % 2 === 0),
    names: parts.filter((_, index) => index % 2 === 1),
  };
}
