// For tests: a fleet that is right, and what is said of one that is not.
import { parseFleet } from '../fleet/fleet';
import { formatIssue } from '../issue/issue';

export const fleetSource = 'sovereigns/fleet.ts';
export const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
export const fleet = { domain: 'fleet.example.com', repository };

export function fleetMessages(spec: unknown): readonly string[] {
  const result = parseFleet(fleetSource, spec);
  return result.ok ? [] : result.issues.map((issue) => formatIssue(issue).replace(`${fleetSource}: `, ''));
}
