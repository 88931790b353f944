import type { Octokit } from '@octokit/rest';
import type { ObjectCache } from './object-cache';
import type { Ask } from './ask';
import type { Clock } from '../forge/clock';

/** The fleet repository, as the parts of the adapter reach it. */
export interface Remote {
  /** The client for the next request. */
  readonly octokit: () => Octokit;
  /** The repository, as Octokit wants it in every call. */
  readonly at: { readonly owner: string; readonly repo: string };
  readonly baseBranch: string;
  /** The site where people see it: `https://github.com`. */
  readonly web: string;
  readonly ask: Ask;
  readonly cache: ObjectCache;
  readonly clock: Clock;
}
