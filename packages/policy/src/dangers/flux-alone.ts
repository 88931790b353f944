import type { ChangeRule } from '../contract/rule';
import { installedBy } from '../objects/installed-version';
import { applierTitle, objectTitle } from '../objects/object-id';

export const fluxAlone: ChangeRule = {
  id: 'flux-alone',
  severity: 'warning',
  title: 'Flux changes its own version in a change of its own',
  fault: { one: 'region changes more beside Flux', many: 'regions change more beside Flux', counts: 'findings' },
  why: 'The Flux of before applies what is new while it is replaced, and what fails then has two causes.',
  per: 'change',
  check: ({ before, after, added, changed }) => {
    const [was, is] = [before, after].map(({ objects }) => objects.find((of) => installedBy(of)?.what === 'Flux'));
    const [from, to] = [was, is].map((of) => (of === undefined ? undefined : installedBy(of)?.version));
    if (is === undefined || from === undefined || from === to) return [];
    const others = [...added, ...changed.map((one) => one.after)].filter(({ object }) => object.kind === 'HelmRelease');
    const [first, ...more] = others.map(objectTitle).filter((one) => one !== applierTitle(is.appliedBy));
    if (first === undefined) return [];
    const rest = more.length === 0 ? '' : ` and ${more.length} more`;
    const problem = `Flux goes from ${from} to ${to ?? ''} together with ${first}${rest}`;
    return [{ at: objectTitle(is), problem, remedy: 'Take Flux to its version first, and the rest once it is there' }];
  },
};
