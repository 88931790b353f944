import { isSubstituted, referencesTo } from './parameter';

const { use, text } = referencesTo({
  GATE: { type: 'boolean', enables: 'bp-a' },
  MIRROR: { type: 'string', fact: 'registryMirror' },
});

test('text holds the names between its literals', () => {
  expect(text`${'MIRROR'}/proxy/a:1`).toMatchObject({ literals: ['', '/proxy/a:1'], names: ['MIRROR'] });
  expect(use('GATE')).toMatchObject({ literals: ['', ''], names: ['GATE'] });
});

test('a map that looks like text with parameters is none', () => {
  expect(isSubstituted(use('GATE'))).toBe(true);
  expect(isSubstituted({ literals: ['', ''], names: ['GATE'] })).toBe(false);
});
