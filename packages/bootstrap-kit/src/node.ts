import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BootstrapKit, parseBootstrapKit, type Result } from '@sovereign-fleet/domain';
import { parseExpectedSlots } from './expected-slots';
import { bootstrapKit } from './slots';

const source = 'packages/bootstrap-kit/src/slots.ts';
const lockSource = 'packages/bootstrap-kit/expected-bootstrap-deps.yaml';

/** The catalogue, checked against the reviewed graph as it is on disk, or every Issue in either. */
export function readBootstrapKit(): Result<BootstrapKit> {
  const text = readFileSync(join(__dirname, '../expected-bootstrap-deps.yaml'), 'utf8');
  const slots = parseExpectedSlots(lockSource, text);
  if (!slots.ok) return slots;
  return parseBootstrapKit({ source, rows: bootstrapKit, lock: { source: lockSource, slots: slots.value } });
}
