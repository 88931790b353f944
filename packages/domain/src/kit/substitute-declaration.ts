import { isPlainObject } from '../sovereign/chart-values';
import type { Refusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import { regionFacts } from '../slot/substitute';

interface DeclarationRefusal extends Refusal {
  /** The key within the declaration, or none for all of it. */
  readonly key: readonly string[];
}

const example = "{ type: 'string', fact: 'fqdn' } or { type: 'boolean', enables: 'bp-mgmt-vcluster' }";

/** What is wrong with a substitute's declaration by itself. */
export function declarationRefusals(declaration: unknown): readonly DeclarationRefusal[] {
  if (!isPlainObject(declaration)) {
    return [{ key: [], code: 'wrong-type', problem: 'it is not a declaration', remedy: `Write ${example}` }];
  }
  const fields = new Map<string, unknown>(Object.entries(declaration));
  const type = fields.get('type');
  if (type !== 'string' && type !== 'boolean') {
    const remedy = pickOne(type, ['string', 'boolean']);
    return [{ key: ['type'], code: 'unknown-value', problem: 'there is no such type', remedy }];
  }
  const own = type === 'string' ? 'fact' : 'enables';
  const unknown = [...fields.keys()].filter((key) => key !== 'type' && key !== own);
  return [
    ...unknown.map(unknownKey),
    ...(type === 'string' ? factRefusals(fields.get('fact')) : gateRefusals(fields.get('enables'))),
  ];
}

function unknownKey(key: string): DeclarationRefusal {
  const remedy = `Remove it; write ${example}`;
  return { key: [key], code: 'unknown-key', problem: 'there is no such key', remedy };
}

function factRefusals(fact: unknown): readonly DeclarationRefusal[] {
  if ((regionFacts as readonly unknown[]).includes(fact)) return [];
  const remedy = pickOne(fact, regionFacts);
  return [{ key: ['fact'], code: 'unknown-value', problem: 'a region has no such fact', remedy }];
}

function gateRefusals(slot: unknown): readonly DeclarationRefusal[] {
  if (typeof slot === 'string') return [];
  const remedy = `Write ${example}`;
  return [{ key: ['enables'], code: 'wrong-type', problem: 'it must be the name of a slot', remedy }];
}
