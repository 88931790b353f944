import { readFileSync } from 'node:fs';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Call } from '../http/route';
import { type DocumentName, documentPath } from './openapi';

interface Reference {
  readonly $ref: string;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
}

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: { readonly properties?: object } } };
}

interface DocumentedOperation {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content | Reference>>;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

export interface Validator {
  /** What GitHub's document does not allow in a request; empty if it is valid. */
  readonly request: (operation: string, call: Pick<Call, 'params' | 'query' | 'body'>) => readonly string[];
  readonly response: (operation: string, status: number, json: unknown) => readonly string[];
}

export function readDocument(name: DocumentName): Document {
  // Made by trim-openapi.ts, and its shape is tested.
  return JSON.parse(readFileSync(documentPath(name), 'utf8')) as Document;
}

const validators = new Map<DocumentName, Validator>();

/** The validator of a document, which is read once in a process. */
export function validatorFor(name: DocumentName): Validator {
  const validator = validators.get(name) ?? openValidator(readDocument(name));
  validators.set(name, validator);
  return validator;
}

function openValidator(document: Document): Validator {
  const compile = schemasOf(document);
  return {
    request: (operation, call) => {
      const [pointer, described] = findOperation(document, operation);
      return [
        ...parameterProblems(compile, resolveAll(document, described.parameters ?? [], pointer), call),
        ...bodyProblems(compile, described, { pointer, body: call.body }),
      ];
    },
    response: (operation, status, json) => {
      const [pointer, { responses }] = findOperation(document, operation);
      const described = responses[String(status)];
      // GitHub answers errors that its document does not list.
      if (described === undefined) return status < 400 ? [`the document has no answer ${status}`] : [];
      const [at, { content }] = resolveReference<Content>(document, described, `${pointer}/responses/${status}`);
      // For some errors the document has no body, and GitHub sends its usual message.
      if (content === undefined) return json === undefined || status >= 400 ? [] : [`an answer ${status} has no body`];
      if (content['application/json'] === undefined) return [];
      return schemaProblems(compile.exact(`${at}/content/application~1json/schema`), json);
    },
  };
}

interface Schemas {
  readonly exact: (pointer: string) => ValidateFunction;
  /** For parameters: a text is read as the number or boolean that it means. */
  readonly coercing: (pointer: string) => ValidateFunction;
}

function schemasOf(document: Document): Schemas {
  // The document has keywords that JSON Schema lacks, and formats of GitHub's own.
  // Most of the time of a small test went into compiling the same schema in each place that names it.
  const options = {
    strict: false,
    logger: false,
    allErrors: true,
    inlineRefs: false,
    code: { optimize: false },
  } as const;
  const compiler = (coerceTypes: boolean) => {
    const ajv = addFormats(new Ajv({ ...options, coerceTypes })).addSchema(document, 'github');
    const compiled = new Map<string, ValidateFunction>();
    return (pointer: string) => {
      const fragment = pointer.split('/').map(encodeURIComponent).join('/');
      const known = compiled.get(pointer);
      const validate = known ?? ajv.compile({ properties: { value: { $ref: `github#${fragment}` } } });
      compiled.set(pointer, validate);
      return validate;
    };
  };
  return { exact: compiler(false), coercing: compiler(true) };
}

function findOperation(document: Document, operation: string): readonly [string, DocumentedOperation] {
  const [method = '', path = ''] = operation.split(' ');
  const described = document.paths[path]?.[method.toLowerCase()];
  if (described === undefined) throw new Error(`The trimmed document has no ${operation}: run trim-openapi.ts`);
  return [`/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}`, described];
}

function resolveReference<T extends object>(
  document: Document,
  part: T | Reference,
  pointer: string,
): readonly [string, T] {
  if (!('$ref' in part)) return [pointer, part];
  const at = part.$ref.slice(1);
  const [, , kind = '', name = ''] = at.split('/');
  return [at, document.components[kind]?.[name] as T]; // The document's references resolve; it is tested.
}

function resolveAll(document: Document, parts: readonly (Parameter | Reference)[], pointer: string) {
  return parts.map((part, index) => resolveReference<Parameter>(document, part, `${pointer}/parameters/${index}`));
}

function parameterProblems(
  { coercing }: Schemas,
  described: readonly (readonly [string, Parameter])[],
  { params, query }: Pick<Call, 'params' | 'query'>,
): readonly string[] {
  // GitHub ignores unknown parameters. Here they are refused, so that nobody misspells one.
  const named = described.flatMap(([, { name, in: place }]) => (place === 'query' ? [name] : []));
  // GitHub's links to further pages have `page`, even for lists whose document lacks it.
  const names = new Set([...named, 'page']);
  const unknown = [...query.keys()].filter((name) => !names.has(name)).map((name) => `no parameter "${name}" is known`);
  const wrong = described.flatMap(([pointer, { name, in: place }]) => {
    const value = place === 'path' ? params[name] : place === 'query' ? query.get(name) : undefined;
    const validate = coercing(`${pointer}/schema`);
    return value === undefined || value === null
      ? []
      : schemaProblems(validate, value).map((text) => `${name}: ${text}`);
  });
  return [...unknown, ...wrong];
}

function bodyProblems(
  { exact }: Schemas,
  { requestBody }: DocumentedOperation,
  { pointer, body }: { readonly pointer: string; readonly body: unknown },
): readonly string[] {
  const schema = requestBody?.content?.['application/json']?.schema;
  if (body === undefined) return requestBody?.required === true ? ['a body is required'] : [];
  if (schema === undefined) return ['no body is known'];
  const known = schema.properties;
  // Unknown names are refused here, as in the query.
  const unknown = known ? Object.keys(body as object).filter((name) => !(name in known)) : [];
  return [
    ...unknown.map((name) => `no property "${name}" is known`),
    ...schemaProblems(exact(`${pointer}/requestBody/content/application~1json/schema`), body),
  ];
}

function schemaProblems(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate({ value })) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }: ErrorObject) => {
    return `${instancePath.replace(/^\/value/, '') || 'it'} ${message ?? 'is not valid'} ${JSON.stringify(params)}`;
  });
}
