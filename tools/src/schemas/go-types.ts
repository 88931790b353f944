import type { GoZeros } from '@sovereign-fleet/renderer/schemas';

/** A Go package of the API: `core.v1`, with the text of its files. */
export interface GoPackage {
  readonly name: string;
  readonly texts: readonly string[];
}

/** A field of a Go struct as it is written in JSON. */
interface GoField {
  readonly json: string;
  readonly type: string;
  /** `omitempty`: where it is a text, a number or a boolean. */
  readonly isOmitted: boolean;
  /** `omitzero`: a struct, too. */
  readonly isOmittedZero: boolean;
}

type Zero = GoZeros[string][string];

interface GoStruct {
  readonly fields: readonly GoField[];
  /** Types whose fields are its own too. */
  readonly inline: readonly string[];
}

/** Types that are written by code of their own, with what an empty one is. A time is null, and so not there. */
const written: Readonly<Record<string, string | number>> = { 'resource.Quantity': '0', 'intstr.IntOrString': 0 };

const zeroOfKind: Readonly<Record<string, string | number | boolean>> = {
  string: '',
  bool: false,
  ...Object.fromEntries(['int', 'int32', 'int64', 'uint8', 'uint32', 'float32', 'float64'].map((kind) => [kind, 0])),
};

/**
 * What becomes of empty fields when Go reads an object into its type and writes it again: of a field that holds a text,
 * a number, a boolean or a struct itself, and no pointer to one. Null for one that is left out (`omitempty`), else its
 * zero: `{}` for a struct, which is never left out, where one of its own fields has a zero that is written.
 */
export function goZeros(packages: readonly GoPackage[]): GoZeros {
  const structs = new Map<string, GoStruct>();
  const kinds = new Map<string, string>();
  for (const { name: own, text } of packages.flatMap(({ name, texts }) => texts.map((text) => ({ name, text })))) {
    for (const [name, kind] of aliasesIn(text)) kinds.set(`${own}.${name}`, kind);
    for (const [name, struct] of structsIn(text, own)) structs.set(`${own}.${name}`, struct);
  }
  const fieldsOf = (name: string): readonly GoField[] => {
    const { fields = [], inline = [] } = structs.get(name) ?? {};
    return [...inline.flatMap(fieldsOf), ...fields];
  };
  const zeroOf = ({ type, isOmitted, isOmittedZero }: GoField): Zero | undefined => {
    if (isOmittedZero && structs.has(type)) return undefined;
    if (written[type] !== undefined) return written[type];
    const zero = zeroOfKind[kinds.get(type) ?? type];
    if (zero !== undefined) return isOmitted ? null : zero;
    return fieldsOf(type).some((field) => (zeroOf(field) ?? null) !== null) ? {} : undefined;
  };
  const all = [...structs.keys()].sort().map((name) => {
    const zeros = fieldsOf(name).flatMap((field) => {
      const zero = zeroOf(field);
      return zero === undefined ? [] : [[field.json, zero] as const];
    });
    return [name, Object.fromEntries(zeros)] as const;
  });
  return Object.fromEntries(all.filter(([, zeros]) => Object.keys(zeros).length > 0));
}

function aliasesIn(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/^\s*type (\w+) (\w+)$/gm)].map(([, name = '', kind = '']) => [name, kind]);
}

function structsIn(text: string, own: string): readonly (readonly [string, GoStruct])[] {
  const places = importsIn(text);
  const qualify = (type: string): string => {
    const [place = '', name] = type.split('.');
    if (name === undefined) return zeroOfKind[type] === undefined ? `${own}.${type}` : type;
    return `${places.get(place) ?? place}.${name}`;
  };
  return [...text.matchAll(/^type (\w+) struct \{\n([^]*?)^\}/gm)].map(([, name = '', body = '']) => {
    const inline = [...body.matchAll(/^\t(?:\w+ +)?([\w.]+) +`[^`]*json:",inline"/gm)].map(([, type = '']) => type);
    const fields = [...body.matchAll(/^\t\w+ +([\w.]+) +`[^`]*json:"([^",]+)((?:,\w+)*)"/gm)].map(
      ([, type = '', json = '', options = '']) => ({
        json,
        type: qualify(type),
        isOmitted: /omitempty|omitzero/.test(options),
        isOmittedZero: options.includes('omitzero'),
      }),
    );
    return [name, { fields, inline: inline.map(qualify) }] as const;
  });
}

/** By the name of a package in a file, its name in the table: `core.v1` of `v1 "k8s.io/api/core/v1"`. */
function importsIn(text: string): ReadonlyMap<string, string> {
  const all = [...text.matchAll(/^(?:import)?\s+(?:(\w+) +)?"k8s\.io\/[\w/.-]*?(\w+)\/(\w+)"$/gm)];
  return new Map(
    all.map(([, alias, group = '', last = '']) => [alias ?? last, /^v\d/.test(last) ? `${group}.${last}` : last]),
  );
}
