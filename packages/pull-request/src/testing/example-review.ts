// For tests: what a proposal is about, and the review of it.
import type { Change, Review } from '@sovereign-fleet/policy';
import type { Desired } from '../proposal/desired';
import { exampleDesired } from './example-desired';
import type { Action } from '../proposal/proposal';

export function exampleFacts(change: Partial<Desired> = {}, action: Action = 'update', campaign?: string) {
  return { desired: { ...exampleDesired(), ...change }, action, campaign };
}

function changes(count: number, text: string): readonly Change[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'changed',
    id: `${index}`,
    object: `ConfigMap ${text}/${index}`,
    fields: [{ path: `data.${text}`, before: text, after: `${text}!` }],
  }));
}

/** A review of `regions` regions with `count` changes in each, none alike, and this text wherever data is. */
export function exampleReview(regions: number, count: number, text: string): Review {
  const keys = Array.from({ length: regions }, (_, index) => `${text}${index}`);
  return {
    name: text,
    fqdn: text,
    regions: keys,
    kit: { name: text, makesVclusters: true, untyped: { objects: 0, fields: 0 } },
    standIns: [],
    findings: [
      {
        rule: 'pinned-image',
        severity: 'error',
        region: text,
        object: text,
        field: text,
        problem: text,
        remedy: text,
        file: text,
      },
    ],
    comparison: keys.map((region) => ({
      region,
      state: 'compared',
      notCompared: [{ part: text, reason: text }],
      charts: [{ release: text, before: `${text} 1`, after: `${text} 2` }],
      images: [{ object: text, before: `${text}:1`, after: `${text}:2` }],
      kept: [],
      changes: changes(count, `${text}${region}`),
    })),
  };
}
