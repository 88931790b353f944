import type { ToldProblem } from './contract/api-server';
import type { KubernetesObject, Rendered } from './contract/rendered';
import type { ServerTables, StructuralSchema } from './contract/server-tables';
import { customKindsOf } from './schemas/custom-kinds';
import { asksOfChanges, brokenChangesOf } from './schemas/schema-rules';
import { toldViolation } from './schemas/told-violation';

/** What the API server has against a change of an object, by the rules that the definition of its kind has. */
export type ChangeRefusals = (before: KubernetesObject, after: KubernetesObject) => readonly ToldProblem[];

/**
 * The refusals of each region, by the CustomResourceDefinitions that it renders and those that its cluster has
 * (`standIns`). Nothing is said of an object that comes in another version, since the server converts it. A region is
 * left out whose objects have no rule about a change (`oldSelf`), and CEL is not loaded then.
 */
export async function changeRefusals(
  { regions }: Pick<Rendered, 'regions'>,
  { standIns = [], tables }: { readonly standIns?: readonly KubernetesObject[] | undefined; tables: ServerTables },
): Promise<ReadonlyMap<string, ChangeRefusals>> {
  const asking = regions.flatMap(({ region, objects }) => {
    const kinds = customKindsOf([...standIns, ...objects.map(({ object }) => object)]);
    const schemaOf = ({ apiVersion, kind }: KubernetesObject): StructuralSchema | undefined => {
      const known = kinds(apiVersion, kind);
      return known !== undefined && 'schema' in known ? known.schema : undefined;
    };
    const asks = objects.some(({ object }) => {
      const schema = schemaOf(object);
      return schema !== undefined && asksOfChanges(schema);
    });
    return asks ? [{ region, schemaOf }] : [];
  });
  if (asking.length === 0) return new Map();
  const { breaks } = await tables.loadChecks();
  const refusalsBy = (schemaOf: (object: KubernetesObject) => StructuralSchema | undefined): ChangeRefusals => {
    return (before, after) => {
      const isOfOneVersion = before.apiVersion === after.apiVersion;
      const schema = isOfOneVersion ? schemaOf(after) : undefined;
      const found = schema === undefined ? [] : brokenChangesOf({ before, after }, schema, breaks);
      return found.map((violation) => toldViolation(violation, after));
    };
  };
  return new Map(asking.map(({ region, schemaOf }) => [region, refusalsBy(schemaOf)]));
}
