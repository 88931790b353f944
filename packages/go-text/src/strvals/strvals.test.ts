import { before, refused, set } from '../testing/strvals-rows';
import { setLine, type Values } from './strvals';

test.each(set)('$line is set', ({ line, value }) => {
  expect(setLine(line, before())).toEqual({ ok: true, value: { ...before(), ...(value as Values) } });
});

test.each(refused)('$line is refused', ({ line, reason }) => {
  expect(setLine(line, before())).toEqual({ ok: false, code: 'invalid-values', reason });
});

test('as text, nothing is a number', () => {
  expect(setLine('x=1,y={true,null}', {}, { asText: true })).toEqual({
    ok: true,
    value: { x: '1', y: ['true', 'null'] },
  });
});
