import { exampleValues, refused, set } from '../testing/strvals-rows';
import { setLine, type Values } from './strvals';

test.each(set)('$line is set', ({ line, value }) => {
  expect(setLine(line, exampleValues())).toEqual({ ok: true, value: { ...exampleValues(), ...(value as Values) } });
});

test.each(refused)('$line is refused', ({ line, reason }) => {
  expect(setLine(line, exampleValues())).toEqual({ ok: false, code: 'invalid-values', reason });
});

test('as text, nothing is a number', () => {
  expect(setLine('x=1,y={true,null}', {}, { asText: true })).toEqual({
    ok: true,
    value: { x: '1', y: ['true', 'null'] },
  });
});
