import type { Issue } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { Proof } from '../model/proof';
import type { Recognised } from '../model/recognised';
import { placeOf, type Source } from '../model/source';

/** An Issue for each field that would arrive differently: the import is refused with them. */
export function issuesOfProof({ comparisons }: Proof, source: Source, { kit }: Recognised): readonly Issue[] {
  const places = new Map(source.objects.map(({ id, raw }) => [id, placeOf(raw)]));
  const remedy =
    'Nothing was written. No row can say this yet: report this line, and until then leave the object out of the ' +
    'kustomization that names it';
  const all = comparisons.flatMap(({ variant, region, objects, surplus }): readonly Issue[] => [
    ...objects.flatMap(({ id, differences }) =>
      differences.map(({ path, source: theirs, ours }): Issue => {
        const field = path === '' ? id : `${id}: ${path}`;
        const arrives = ours === undefined ? 'nothing would arrive here' : `${printJson(ours)} would arrive here`;
        const problem = `${arrives}, in ${region}, ${variant}`;
        return {
          file: places.get(id) ?? `kits/${kit.name}`,
          field,
          value: theirs,
          code: 'contradiction',
          problem,
          remedy,
        };
      }),
    ),
    ...surplus.map((id): Issue => {
      const problem = `the source has no such object, in ${region}, ${variant}`;
      return { file: `kits/${kit.name}`, field: id, value: id, code: 'contradiction', problem, remedy };
    }),
  ]);
  const firsts = new Map<string, Issue>();
  for (const issue of all) {
    const key = `${issue.field} ${issue.problem.split(', in ')[0] ?? ''}`;
    if (!firsts.has(key)) firsts.set(key, issue);
  }
  return [...firsts.values()];
}
