// For tests: holds objects to the schemas of their CRDs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** A Kubernetes object as far as tests look into it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Flux's own objects of which the schemas are there; a render holds the others, of its notifications, to its own. */
export function fluxObjects<Found extends KubernetesObject>(objects: readonly Found[]): readonly Found[] {
  return objects.filter(({ apiVersion }) => /^(?!notification\.).*\.toolkit\.fluxcd\.io\//.test(apiVersion));
}

const validators = new Map<string, ReturnType<Ajv2020['compile']>>();

/** What the schema of its kind in the folder `schemas` finds wrong in an object. */
export function problemsOf(object: KubernetesObject, schemas: string): readonly string[] {
  const [group, version] = object.apiVersion.split('/');
  const name = `${group}_${object.kind.toLowerCase()}_${version}.json`;
  const validate = validators.get(name) ?? compileSchema(join(schemas, name));
  validators.set(name, validate);
  void validate(object); // synchronous: none of the schemas says $async
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function compileSchema(file: string): ReturnType<Ajv2020['compile']> {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
}
