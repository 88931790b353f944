import type { ApiServer, ToldProblem } from '../contract/api-server';
import type { KubernetesObject } from '../contract/rendered';
import { unknownField } from './field-violations';
import type { CheckedServer } from './object-check';
import { droppedField, toldViolation, wrappedNumber } from './told-violation';
import { typedObject } from './typed-object';
import type { Violation } from './violation';
import { namespaceOf } from '../objects/namespace-of';

/** The API server to which a Kustomization is applied. */
export function apiServer({ fluxVersion, tables: { kubernetes }, checks }: CheckedServer): ApiServer {
  return {
    fluxVersion,
    readTyped: (object) => {
      const typed = typedObject(object, kubernetes);
      if (typed === undefined) return undefined;
      const lost = typed.lost.map(({ path, known }) => droppedField(unknownField(path, known)));
      return { object: typed.object, problems: [...lost, ...typed.wrapped.map(wrappedNumber)] };
    },
    objectCheck: async (objects) => {
      const check = await checks.having(objects);
      return (object) => {
        const { violations, isNamespaced } = check(object);
        const all = isNamespaced && isWithoutNamespace(object) ? [...violations, withoutNamespace] : violations;
        return all
          .map((found) => toldViolation(found, object))
          .filter(isRefusal)
          .map(withConsequence);
      };
    },
  };
}

function isWithoutNamespace(object: KubernetesObject): boolean {
  return namespaceOf(object) === '';
}

/** Flux asks the server for it without a namespace, where the server has none of the kind. */
const withoutNamespace: Violation = {
  path: ['metadata', 'namespace'],
  problem: 'it has no namespace, and its kind stands in one',
  remedy: 'Write one, in the object, in its kustomization.yaml, or as spec.targetNamespace of its Kustomization',
};

const consequence = 'the API server refuses it, and with it Flux applies nothing more of its Kustomization';

function isRefusal({ kind }: ToldProblem): boolean {
  return kind === 'refused';
}

function withConsequence(told: ToldProblem): ToldProblem {
  return { ...told, problem: `${told.problem}; ${consequence}` };
}
