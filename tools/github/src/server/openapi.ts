import { join } from 'node:path';

/** The version of the npm package that the trimmed documents were made from. */
export const openapiVersion = '23.0.2';

/** Names of GitHub's documents: github.com, and the GitHub Enterprise Server that is tested. */
export const documents = ['api.github.com', 'ghes-3.19'] as const;

export type DocumentName = (typeof documents)[number];

export function documentPath(name: string): string {
  return join(__dirname, 'openapi', `${name}-${openapiVersion}.json`);
}
