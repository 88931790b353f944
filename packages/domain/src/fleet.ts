import { z } from 'zod';
import { parseFqdn } from './dns-name';
import { type Issue, isRefusal } from './issue';
import { readWhateverItIs, type Result } from './result';
import type { Sovereign } from './sovereign';
import { asZodIssue, issuesOf, type Remedies } from './zod-issues';

const FleetShape = z.strictObject({
  /** A new Sovereign without an FQDN of its own gets `<name>.<domain>`. */
  domain: z.string().superRefine(refuseDomain),
  /** The Git repository that every region's Flux reads. */
  repository: z.strictObject({
    /** `https://…` or `ssh://…`, without credentials: those are in the Secret `flux-system/flux-system`. */
    url: z.string().superRefine(refuseUrl),
    branch: z.string().superRefine(refuseBranch),
  }),
  /** The registry through which every image is pulled. */
  registryMirror: z.string().superRefine(refuseMirror).default('harbor.openova.io'),
});

/** What a person writes into `sovereigns/fleet.ts`. */
export type FleetSpec = z.input<typeof FleetShape>;

/** What all Sovereigns share. */
export type Fleet = z.output<typeof FleetShape>;

const remedies: Remedies = {
  '': "Write export default defineFleet({ domain: 'example.com', repository: { url: 'https://…', branch: 'main' } })",
  domain: "Write the domain for new Sovereigns, such as 'example.com'",
  repository: "Write { url: 'https://example.com/org/fleet', branch: 'main' }",
  'repository.url': "Write a URL such as 'https://example.com/org/fleet'",
  'repository.branch': "Write a branch such as 'main'",
  registryMirror: "Write a registry host such as 'harbor.openova.io'",
};

/** Types what `fleet.ts` exports; it is parsed when it is compiled. */
export function defineFleet(spec: FleetSpec): FleetSpec {
  return spec;
}

/** The Fleet from what `fleet.ts` exports, or every Issue in it. Whatever `spec` is, it returns. */
export function parseFleet(source: string, spec: unknown): Result<Fleet> {
  return readWhateverItIs(source, () => {
    const shape = FleetShape.safeParse(spec);
    if (shape.success) return { ok: true, value: shape.data };
    return { ok: false, issues: issuesOf(shape.error, { file: source, input: spec, remedies }) };
  });
}

/** FQDNs that two Sovereigns claim: an Issue for each but the first in the order given. */
export function issuesOfTakenFqdns(sovereigns: readonly Sovereign[]): readonly Issue[] {
  const owners = new Map<string, Sovereign>();
  return sovereigns.flatMap((sovereign) => {
    const owner = owners.get(sovereign.fqdn) ?? sovereign;
    owners.set(sovereign.fqdn, owner);
    return owner === sovereign ? [] : [issueOfTakenFqdn(sovereign, owner)];
  });
}

function issueOfTakenFqdn({ source, fqdn }: Sovereign, owner: Sovereign): Issue {
  const problem = `the Sovereign "${owner.name}" has this FQDN (${owner.source})`;
  return { file: source, field: 'fqdn', value: fqdn, problem, remedy: 'Write another FQDN' };
}

function refuseDomain(text: string, context: z.RefinementCtx): void {
  const domain = parseFqdn(text);
  if (isRefusal(domain)) context.addIssue(asZodIssue(domain));
}

function refuseMirror(text: string, context: z.RefinementCtx): void {
  const [name = '', port, ...more] = text.split(':');
  const host = parseFqdn(name);
  const remedy = remedies['registryMirror'] ?? '';
  if (isRefusal(host)) context.addIssue(asZodIssue({ ...host, remedy }));
  const isPort = port === undefined || (/^[1-9][0-9]{0,4}$/.test(port) && Number(port) < 65536);
  if (!isPort || more.length > 0) context.addIssue(asZodIssue({ problem: 'what follows the host is no port', remedy }));
}

function refuseUrl(text: string, context: z.RefinementCtx): void {
  const problem = urlProblem(text);
  if (problem === undefined) return;
  context.addIssue(asZodIssue({ problem, remedy: remedies['repository.url'] ?? '' }));
}

// What Flux takes (the CRD of GitRepository, spec.url); an address for scp is no URL.
function urlProblem(text: string): string | undefined {
  if (!/^(?:https|ssh|http):\/\/[^\s/\\]/.test(text))
    return 'Flux reads a GitRepository by https://, ssh:// or http://';
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return 'it is no URL';
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
  context.addIssue(asZodIssue({ problem: 'it is no branch name', remedy: remedies['repository.branch'] ?? '' }));
}
