/** What is sent back for a request. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  /** Plain text in place of JSON, for the pages that people look at. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal in GitHub's own words. Routes throw it. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, message: string, more: { readonly errors?: readonly unknown[] } = {}) {
    super(message);
    this.answer = { status, json: { message, ...more, documentation_url: documentation, status: String(status) } };
  }
}

const documentation = 'https://docs.github.com/rest';

/** What a call answers, or the refusal that it threw. */
export function answerOrRefusal(call: () => Answer): Answer {
  try {
    return call();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

export function refuse(status: number, message: string): never {
  throw new Refusal(status, message);
}

export function notFound(): never {
  return refuse(404, 'Not Found');
}

interface FieldError {
  readonly resource: string;
  readonly code: 'custom' | 'invalid' | 'missing_field';
  readonly field?: string;
  readonly message?: string;
}

/** Refuses what was sent, with one error for each field that is wrong, as GitHub does. */
export function invalid(...errors: readonly FieldError[]): never {
  throw new Refusal(422, 'Validation Failed', { errors });
}
