import { type Issue, isJsonMap, type Json, type Result, resultOf, type WrittenObject } from '@sovereign-fleet/domain';
import { parseAllDocuments } from 'yaml';
import { isShallowYaml } from './yaml-depth';
import { issueOfYaml, tooDeep } from './yaml-issue';

export interface ObjectFile {
  /** From the root of the workspace. */
  readonly file: string;
  readonly text: string;
  /** Its folder beside the rows, which has the number and the name of a slot: `54-dmz-vcluster`. */
  readonly folder: string;
}

/** The objects in a file beside a row, or an Issue for each document that is none. Empty documents are passed over. */
export function parseSlotObjects({ file, text, folder }: ObjectFile): Result<readonly WrittenObject[]> {
  const read = readYaml(file, text);
  if (!read.ok) return read;
  const values = read.value.filter((value) => value !== null);
  const issues = values.flatMap((value): readonly Issue[] => (isJsonMap(value) ? [] : [notAMap(file, value)]));
  return resultOf(issues, () => values.filter(isJsonMap).map((value) => ({ file, folder, value })));
}

function readYaml(file: string, text: string): Result<readonly Json[]> {
  try {
    if (!isShallowYaml(text)) return { ok: false, issues: [issueOfYaml(file, tooDeep)] };
    const documents = parseAllDocuments(text, { prettyErrors: true, logLevel: 'error', intAsBigInt: true });
    if (!Array.isArray(documents)) return { ok: true, value: [] };
    const [broken] = documents.flatMap(({ errors }) => errors);
    if (broken !== undefined) return { ok: false, issues: [issueOfYaml(file, broken.message, broken.code)] };
    // YAML has what JSON has.
    const values = documents.map((document) => document.toJS({ reviver }) as Json);
    if (values.every(isShallow)) return { ok: true, value: values };
    return { ok: false, issues: [issueOfYaml(file, tooDeep)] };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'an alias'; // to nowhere, or to too much
    return { ok: false, issues: [issueOfYaml(file, message)] };
  }
}

/** Aliases of aliases are deeper than any text. */
const deepest = 200;

function isShallow(value: Json): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return false;
    const inner = new Set(level.filter((one) => typeof one === 'object' && one !== null)); // aliases are one object
    level = [...inner].flatMap((one) => Object.values(one) as readonly Json[]); // lists and maps of JSON
  }
  return true;
}

/** Integers of 64 bits keep their digits, as on their way to the API server; the others are numbers. */
function reviver(_: unknown, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const isKept = value >= -(2n ** 63n) && value < 2n ** 63n && !Number.isSafeInteger(Number(value));
  return isKept ? value : Number(value);
}

function notAMap(file: string, value: Json): Issue {
  const problem = 'it is not an object';
  return { file, field: 'document', value, code: 'wrong-type', problem, remedy: 'Write an object of Kubernetes' };
}
