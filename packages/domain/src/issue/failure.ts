/**
 * Why something did not come about that no spec is at fault for: a program, a registry, GitHub. Where a person wrote
 * something wrong, it is an Issue.
 */
export interface Failure<Code extends string = string> {
  /** What happened, for code, tests and reports: never compare `reason`. */
  readonly code: Code;
  /** What happened, for people: one sentence without a full stop. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy?: string;
}

/** What was asked for, or why it is not there. */
export type Outcome<T, Code extends string = string> =
  { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Failure<Code>);
