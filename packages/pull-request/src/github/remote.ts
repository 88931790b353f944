import type { Octokit } from '@octokit/rest';
import type { ZodType } from 'zod';
import type { ObjectCache } from './object-cache';
import type { Headers } from './limits';
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

/** What we ask for, in words, and what the answer must look like. */
export interface Question<T> {
  readonly operation: string;
  readonly answer: ZodType<T>;
}

export interface Response {
  readonly data: unknown;
  readonly headers: Headers;
}

export type Query = Readonly<Record<string, string>>;

export interface Ask {
  /** Returns the answer, or throws a ForgeError and nothing else. */
  readonly one: <T>(question: Question<T>, call: () => Promise<Response>) => Promise<T>;
  /** The answers of the pages of a list, in order. */
  readonly all: <T>(list: List<T>, call: (query: Query) => Promise<Response>) => Promise<readonly T[]>;
}

interface List<T> extends Question<readonly T[]> {
  /** Whether the answers so far are enough, so that no further page is read. */
  readonly enough?: (found: readonly T[]) => boolean;
}
