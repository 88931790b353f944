/** One request and what was answered, as it is kept for tests. Credentials are not. */
export interface Exchange {
  /** `METHOD /template`, or the bare path where the server has no such route. */
  readonly operation: string;
  readonly method: string;
  /** With the query, without the mount. */
  readonly path: string;
  /** Without `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number | 'socket reset';
  readonly answer: unknown;
  /** When it was asked, by the clock of the server. */
  readonly at: Date;
}
