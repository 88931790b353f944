export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  /** Of a page for people, in place of JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What GitHub refuses, with the words that it uses. Routes throw it. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, message: string, more: { readonly errors?: readonly unknown[] } = {}) {
    super(message);
    this.answer = { status, json: { message, ...more, documentation_url: documentation, status: String(status) } };
  }
}

const documentation = 'https://docs.github.com/rest';

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

/** A refusal in the form that GitHub has for what was sent: each field with its own error. */
export function invalid(...errors: readonly FieldError[]): never {
  throw new Refusal(422, 'Validation Failed', { errors });
}
