import { rmSync } from 'node:fs';
import { makeSpecs } from '@sovereign-fleet/workspace/testing';
import { taskContext } from './read-sovereign';

let root: string;

beforeAll(() => {
  root = makeSpecs();
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

test('the render and the review of a Sovereign read it once, and nobody keeps it then', () => {
  const { read } = taskContext(root, ['acme', 'acme']);
  const first = read('acme', true);
  expect(first.sovereign.name).toBe('acme');
  expect(read('acme', true)).toBe(first);
  expect(read('acme', true)).not.toBe(first);
});

test('what is read for a render that pulls no chart is not for a review that does', () => {
  const { read } = taskContext(root, ['acme', 'acme']);
  expect(read('acme', true)).not.toBe(read('acme', false));
});

test('what a single task reads is not kept', () => {
  const { read } = taskContext(root, ['acme']);
  expect(read('acme', true)).not.toBe(read('acme', true));
});
