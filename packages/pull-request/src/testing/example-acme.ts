// For tests: the Sovereign acme, three contents of it, and what is proposed of it.
import { exampleBranch, exampleDesired, sixFiles } from './example-desired';
import type { Memory } from './memory-pulls';
import { filesAt, openPulls } from './memory-people';

export const folder = 'clusters/acme.example.com';
export const branch = exampleBranch('acme');
export const desired = exampleDesired();
export const changed = exampleDesired({ ...sixFiles, 'a.yaml': 'other' });
export const again = exampleDesired({ ...sixFiles, 'a.yaml': 'another' });

/** What is open for acme, with its files and labels. */
export function proposedNow({ memory }: { readonly memory: Memory }) {
  return openPulls(memory).map(({ head, labels }) => ({ files: filesAt(memory, head, folder), labels: [...labels] }));
}
