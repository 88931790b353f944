import { isPlainObject } from '../sovereign/chart-values';
import type { Refusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import { regionFacts } from './substitute';

interface DeclarationRefusal extends Refusal {
  /** The key within the declaration, or none for all of it. */
  readonly key: readonly string[];
}

const example = "{ type: 'string', fact: 'fqdn' } or { type: 'boolean', enables: 'bp-mgmt-vcluster' }";

/** What is wrong with a substitute's declaration by itself. */
export function declarationRefusals(declaration: unknown): readonly DeclarationRefusal[] {
  if (!isPlainObject(declaration)) {
    return [{ key: [], problem: 'it is no declaration', remedy: `Write ${example}` }];
  }
  const given = new Map<string, unknown>(Object.entries(declaration));
  const type = given.get('type');
  if (type !== 'string' && type !== 'boolean') {
    return [{ key: ['type'], problem: 'there is no such type', remedy: pickOne(type, ['string', 'boolean']) }];
  }
  const own = type === 'string' ? 'fact' : 'enables';
  const unknown = [...given.keys()].filter((key) => key !== 'type' && key !== own);
  return [
    ...unknown.map((key) => ({ key: [key], problem: 'there is no such key', remedy: `Remove it; write ${example}` })),
    ...(type === 'string' ? factRefusals(given.get('fact')) : gateRefusals(given.get('enables'))),
  ];
}

function factRefusals(fact: unknown): readonly DeclarationRefusal[] {
  if ((regionFacts as readonly unknown[]).includes(fact)) return [];
  return [{ key: ['fact'], problem: 'a region has no such fact', remedy: pickOne(fact, regionFacts) }];
}

function gateRefusals(slot: unknown): readonly DeclarationRefusal[] {
  if (typeof slot === 'string') return [];
  return [{ key: ['enables'], problem: 'it must be the name of a slot', remedy: `Write ${example}` }];
}
