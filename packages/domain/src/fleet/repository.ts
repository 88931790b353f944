import { z } from 'zod';
import { asZodIssue } from '../issue/zod-issues';

const urlRemedy = "Write a URL such as 'https://example.com/org/fleet'";
const branchRemedy = "Write a branch such as 'main'";

/** A Git repository that a region's Flux reads. */
export const RepositoryShape = z.strictObject({
  /** `https://…` or `ssh://…`, without credentials: those are in the Secret `flux-system/flux-system`. */
  url: z.string().superRefine(refuseUrl),
  branch: z.string().superRefine(refuseBranch),
});

export type Repository = z.output<typeof RepositoryShape>;

/** The repository as a browser opens it: `https://example.com/org/fleet` of `ssh://git@example.com/org/fleet.git`. */
export function webAddress({ url }: Pick<Repository, 'url'>): string {
  const { protocol, host, hostname, pathname } = new URL(url);
  // The port of ssh:// is not that of its pages.
  const server = protocol === 'ssh:' ? `https://${hostname}` : `${protocol}//${host}`;
  return `${server}${pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`;
}

/** What to write into the fields of a repository, by the field below `prefix`. */
export function repositoryRemedies(prefix: string): Readonly<Record<string, string>> {
  return {
    [prefix]: "Write { url: 'https://example.com/org/fleet', branch: 'main' }",
    [`${prefix}.url`]: urlRemedy,
    [`${prefix}.branch`]: branchRemedy,
  };
}

function refuseUrl(text: string, context: z.RefinementCtx): void {
  const problem = urlProblem(text);
  if (problem !== undefined) context.addIssue(asZodIssue({ code: 'malformed', problem, remedy: urlRemedy }));
}

// What Flux takes (the CRD of GitRepository, spec.url); an address for scp is not a URL.
function urlProblem(text: string): string | undefined {
  if (!/^(?:https|ssh|http):\/\/[^\s/\\]/.test(text))
    return 'Flux reads a GitRepository by https://, ssh:// or http://';
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return 'it is not a URL';
  const url = new URL(text);
  if (url.password !== '' || (url.protocol !== 'ssh:' && url.username !== '')) {
    return 'it has credentials, and what is compiled is not secret';
  }
  return url.search === '' && url.hash === ''
    ? undefined
    : 'it has "?" or "#", and the URL of a repository has neither';
}

// The characters that git refuses or that mean something in a refspec (git-check-ref-format).
function refuseBranch(text: string, context: z.RefinementCtx): void {
  if (/^[A-Za-z0-9_](?:[\w./+-]*[\w+-])?$/.test(text) && !/\.\.|\/\/|\/\.|\.lock(\/|$)/.test(text)) return;
  const problem = 'it is not the name of a branch';
  context.addIssue(asZodIssue({ code: 'malformed', problem, remedy: branchRemedy }));
}
