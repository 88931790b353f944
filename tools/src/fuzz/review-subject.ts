import { parseFleet, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import { reviewSubject, type ReviewSubject } from '@sovereign-fleet/policy';
import type { Rendered } from '@sovereign-fleet/renderer';
import { exampleKit } from '@sovereign-fleet/workspace/testing';

const kit = exampleKit();
const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
const fleet = valueOf(parseFleet('sovereigns/fleet.ts', { domain: 'example.com', repository }));

/** What a review is about: a Sovereign of the kit of tests. */
export function subjectOf(sovereign: Sovereign, rendered: Rendered): ReviewSubject {
  return reviewSubject({ sovereign, fleet, kit }, rendered);
}
