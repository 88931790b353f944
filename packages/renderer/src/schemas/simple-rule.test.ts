import { simpleRule } from './simple-rule';

const self = { a: 'x', none: null, inner: { b: 'y' } };

test.each([
  ["self.a == 'x'", true],
  ["self.a != 'x'", false],
  ['has(self.a) && !has(self.c)', true],
  ['has(self.none)', false],
  ["has(self.c) || self.inner.b == 'y'", true],
  ["(has(self.c) || has(self.a)) && !(self.a == 'z')", true],
  // A side that has no value decides nothing, and neither does a rule without one.
  ["self.c == 'x' || has(self.a)", true],
  ["self.c == 'x' && has(self.c)", false],
  ["self.c == 'x'", undefined],
  ['has(self.c.d)', undefined],
])('%s', (rule, expected) => {
  expect(simpleRule(rule)?.(self)).toBe(expected);
});

test.each(["self.a.startsWith('x')", 'self.size > 3', "self.a in ['x']", 'has(self.a', "self.a == 'x' 'y'", ''])(
  'more than it reads: %s',
  (rule) => {
    expect(simpleRule(rule)).toBeUndefined();
  },
);
