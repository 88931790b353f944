// For tests: a Sovereign that is right, and what is said of one that is not.
import { formatIssue } from '../issue/issue';
import { parseSovereign } from '../sovereign/sovereign';

export const sovereignSource = 'sovereigns/acme/sovereign.ts';
export const fsn1 = { key: 'fsn1', provider: 'hetzner', role: 'primary' };
export const nbg1 = { key: 'nbg1', provider: 'hetzner', role: 'secondary' };
export const acme = { fqdn: 'acme.example.com', environment: 'prod', regions: [fsn1, nbg1] };

/** The region that messages give as an example. */
export const exampleRegion = "{ key: 'fsn1', provider: 'hetzner', role: 'primary' }";

export function sovereignMessages(spec: unknown, name = 'acme'): readonly string[] {
  const result = parseSovereign({ source: sovereignSource, name, spec });
  return result.ok ? [] : result.issues.map((issue) => formatIssue(issue).replace(`${sovereignSource}: `, ''));
}
