import type { Outside } from '../contract/outside';
import type { RenderProblem } from '../contract/rendered';

/** That stand-ins, by their ids, were read: what comes of them is assumed. */
export function standInProblems(ids: Iterable<string>): readonly RenderProblem[] {
  return [...ids].sort().map((object) => {
    const problem = 'it is not in the tree, and a STAND-IN was read in its place';
    return { kind: 'assumed', object, field: '', problem, remedy: 'Deliver it with the values that its stand-in has' };
  });
}

const ofOthers: readonly RenderProblem['kind'][] = ['not-followed', 'missing-source', 'other-cluster'];

/** The same problems, of which those that are allowed by name say why, and leave a region complete. */
export function withAllowed(
  problems: readonly RenderProblem[],
  { unfollowed }: Pick<Outside, 'unfollowed'>,
): readonly RenderProblem[] {
  return problems.map((one) => {
    const why = ofOthers.includes(one.kind) ? unfollowed?.get(one.object) : undefined;
    if (why === undefined) return one;
    const remedy = 'Take it out of "unfollowed" when it is to be looked at again';
    return { ...one, kind: 'assumed', problem: `${one.problem}; that is allowed: ${why}`, remedy };
  });
}
