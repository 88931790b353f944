import fc from 'fast-check';
import { envsubst, type TextOutcome, type Variables } from './envsubst';

function textOf(outcome: TextOutcome): string {
  return outcome.ok ? outcome.value.text : `failed: ${outcome.reason}`;
}

function substituted(template: string, variables: Variables = {}): string {
  return textOf(envsubst(template, variables, { strict: false }));
}

describe('envsubst', () => {
  test('a value is put in as it is, and not read again', () => {
    expect(substituted('${a}', { a: '$${b} ${b}', b: 'x' })).toBe('$${b} ${b}');
  });

  test('a name that every object of JavaScript has is not a variable', () => {
    expect(substituted('[${constructor}${__proto__}]')).toBe('[]');
  });

  test('the words of a default are evaluated even where the variable is set', () => {
    const failure = { ok: false, code: 'unset', reason: 'variable not set (strict mode): "b"' };
    expect(envsubst('${a:-${b}}', { a: '1' }, { strict: true })).toEqual(failure);
  });

  test('a result that is not UTF-8 comes with its bytes', () => {
    expect(envsubst('${v:0:1}', { v: 'é' }, { strict: true })).toEqual({
      ok: true,
      value: { text: '\ufffd', bytes: Uint8Array.of(0xc3) },
    });
  });

  test('a value that has U+FFFD itself is UTF-8', () => {
    expect(envsubst('${v}', { v: 'é\ufffd' }, { strict: true })).toEqual({ ok: true, value: { text: 'é\ufffd' } });
  });

  test('expressions may be nested up to 500 deep, and no deeper', () => {
    const nested = (depth: number) => `${'${a:-'.repeat(depth)}x${'}'.repeat(depth)}`;
    expect(substituted(nested(500))).toBe('x');
    expect(substituted(nested(501))).toBe('failed: expressions are nested deeper than 500');
  });

  test.each([
    { what: 'a NUL ends the text', template: 'a\0${b}', value: 'a' },
    {
      what: 'a NUL ends an expression',
      template: '${v:\0}',
      value: 'failed: unable to parse substitution within function',
    },
    {
      what: 'the place is lost where a wide character follows the colon',
      template: '${v:é}',
      value: 'failed: bad substitution',
    },
    { what: 'an empty pattern is put between all characters', template: '${v//${none}/-}', value: '-a-é-' },
    { what: 'an empty pattern is found at the beginning', template: '${v/${none}/-}', value: '-aé' },
    { what: 'the upper case of a character is one character', template: '${s^^}', value: 'ßŉᾼᾈ' },
    { what: 'the lower case of a character is one character', template: '${i,,}', value: 'iσ' },
    { what: 'a length counts bytes', template: '${#v}', value: '3' },
    { what: 'a class of a pattern may be negated', template: '${v#[^b]}', value: 'é' },
    { what: 'a pattern that is malformed matches nothing', template: '${v#[a}', value: 'aé' },
    { what: 'an escaped star of a pattern is a star', template: '${w#\\*}', value: 'b' },
    { what: 'a negative offset counts from the end', template: '${v:${minus}:9}', value: 'é' },
    { what: 'an offset before the beginning is the beginning', template: '${v:${far}}', value: 'aé' },
  ])('$what', ({ template, value }) => {
    expect(substituted(template, { v: 'aé', s: 'ßŉᾳᾀ', i: 'İΣ', w: '*b', minus: '-2', far: '-99' })).toBe(value);
  });
});

describe('whatever the text', () => {
  const piece = fc.constantFrom(
    '${',
    '}',
    '$',
    '$$',
    'a',
    'é',
    '😀',
    ':',
    '-',
    '=',
    '/',
    '#',
    '%',
    '^',
    ',',
    '\\',
    '*',
    '[',
    '?',
    '1',
  );
  const template = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(''));

  test('without a dollar it is unchanged', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[$\0]/.test(text));
    fc.assert(fc.property(plain, fc.boolean(), (text, strict) => textOf(envsubst(text, {}, { strict })) === text));
  });

  test('with every dollar doubled it is unchanged', () => {
    fc.assert(fc.property(template, (text) => substituted(text.replaceAll('$', '$$$$')) === text));
  });

  test('it never throws, and a failure has a code and a reason', () => {
    fc.assert(
      fc.property(template, fc.boolean(), (text, strict) => {
        const outcome = envsubst(`\${${text}`, { a: 'aé1/a', 1: '' }, { strict });
        return outcome.ok || (outcome.reason !== '' && ['syntax', 'unset', 'panic'].includes(outcome.code));
      }),
      { numRuns: 1000 },
    );
  });
});
