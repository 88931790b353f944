import type { z } from 'zod';
import type { Refusal } from '../issue/issue';
import { packages } from './package-name';

const longestLabel = 63; // octets, RFC 1035 section 2.3.4
const longestName = 253; // 255 octets on the wire (RFC 1035), less the length bytes at both ends

/**
 * One lower-case label of a DNS name as the source of a RegExp. It may begin with a digit (RFC 1123), as names of
 * Kubernetes may. Every pattern of a DNS name in our packages is made of this one.
 */
export function dnsLabelSource(longest = longestLabel): string {
  return `[a-z0-9]([a-z0-9-]{0,${longest - 2}}[a-z0-9])?`;
}

/** Lower-case labels with dots between them as the source of a RegExp, whatever their length in all. */
export const dnsNameSource = `${dnsLabelSource()}(\\.${dnsLabelSource()})*`;

const dnsLabelPattern = new RegExp(`^${dnsLabelSource()}$`);
const dnsNamePattern = new RegExp(`^${dnsNameSource}$`);

/** Whether a text is one lower-case DNS label, such as a namespace or the name of a chart. */
export function isDnsLabel(text: string): boolean {
  return dnsLabelPattern.test(text);
}

/** Whether a text is a lower-case DNS name of one label or more. What a Sovereign's FQDN must be more: `parseFqdn`. */
export function isDnsName(text: string): boolean {
  return text.length <= longestName && dnsNamePattern.test(text);
}

const portsOfWindows = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((port) => [`com${port}`, `lpt${port}`]);

/** Names that mean something else beside a Sovereign: in `sovereigns/`, to Nx, or to Windows. */
const reservedNames = new Set<string>([
  'fleet',
  'sovereigns',
  'sovereign-fleet',
  ...packages,
  'con',
  'prn',
  'aux',
  'nul',
  ...portsOfWindows,
]);

export type SovereignName = string & z.$brand<'SovereignName'>;

/** A lower-case DNS name of two labels or more, such as `acme.example.com`. */
export type Fqdn = string & z.$brand<'Fqdn'>;

/** The name of a Sovereign's folder: one DNS label (RFC 1035) that is not reserved. */
export function parseSovereignName(text: string): SovereignName | Refusal {
  const problem = nameProblem(text);
  if (problem !== undefined) return { code: 'malformed', problem, remedy: 'Write a name such as "acme"' };
  if (reservedNames.has(text)) {
    return { code: 'reserved', problem: 'the name is reserved', remedy: `Write another name, such as "${text}-1"` };
  }
  return upperCaseRefusal(text) ?? (text as SovereignName); // it was checked
}

/**
 * A Sovereign's FQDN. The last label has letters only (or is an A-label), so that no FQDN reads as a number
 * once Flux has substituted it: `1.10` would arrive as 1.1.
 */
export function parseFqdn(text: string): Fqdn | Refusal {
  const problem = fqdnProblem(text);
  if (problem !== undefined) {
    return { code: 'malformed', problem, remedy: 'Write a DNS name such as "acme.example.com"' };
  }
  return upperCaseRefusal(text) ?? (text as Fqdn); // it was checked
}

function nameProblem(text: string): string | undefined {
  const problem = pathProblem(text) ?? lengthProblem(text, longestLabel, 'a DNS label');
  if (problem !== undefined) return problem;
  if (text.includes('.')) return 'it has a dot, and a name is one DNS label';
  // Nx reads a name that begins with a digit as a number, and so does YAML.
  return /^[0-9]/.test(text) ? 'it begins with a digit' : labelProblem(text);
}

function fqdnProblem(text: string): string | undefined {
  const problem = pathProblem(text) ?? lengthProblem(text, longestName, 'a DNS name');
  if (problem !== undefined) return problem;
  const labels = text.split('.');
  if (labels.length < 2) return 'it has one label, and an FQDN has two or more';
  const last = labels.at(-1) ?? '';
  return (
    labels.map(labelProblem).find((found) => found !== undefined) ??
    (/^([a-z]{2,}|xn--[a-z0-9-]+)$/i.test(last) ? undefined : `its last label "${last}" is not a top-level domain`)
  );
}

function pathProblem(text: string): string | undefined {
  const separator = /[/\\]|\.\./.exec(text)?.[0];
  return separator === undefined ? undefined : `it has ${JSON.stringify(separator)}, and it becomes a folder's name`;
}

function lengthProblem(text: string, longest: number, kind: string): string | undefined {
  if (text === '') return 'it is empty';
  return text.length > longest ? `it has ${text.length} characters, and ${kind} has at most ${longest}` : undefined;
}

function labelProblem(label: string): string | undefined {
  if (label === '') return 'it has an empty label';
  if (label.length > longestLabel) {
    return `one of its labels has ${label.length} characters, and a DNS label has at most ${longestLabel}`;
  }
  const wrong = /[^a-zA-Z0-9-]/u.exec(label)?.[0];
  if (wrong !== undefined) return `it has ${JSON.stringify(wrong)}, and a DNS name has only a-z, 0-9 and "-"`;
  return /^-|-$/.test(label) ? `its label "${label}" begins or ends with "-"` : undefined;
}

function upperCaseRefusal(text: string): Refusal | undefined {
  const lower = text.toLowerCase();
  if (text === lower) return undefined;
  return { code: 'malformed', problem: 'it has upper-case letters', remedy: `Write "${lower}"` };
}
