import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptAnswers } from './kept-answers';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-kept-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const file = () => join(root, 'node_modules/.cache/sovereign-fleet/answers.json');

/** What a command gives that asks these questions with their states, and how often it had to work. */
function ask(states: Readonly<Record<string, string>>, answer: string) {
  const kept = keptAnswers<string>(root, 'answers');
  let worked = 0;
  const work = () => {
    worked += 1;
    return answer;
  };
  const answers = Object.entries(states).map(([key, state]) => kept.answerFor(key, state, work));
  kept.save();
  return { answers, worked };
}

test('an answer is kept for the next command as long as its state stays', () => {
  expect(ask({ a: '1', b: '1' }, 'first')).toEqual({ answers: ['first', 'first'], worked: 2 });
  expect(ask({ a: '1', b: '2' }, 'second')).toEqual({ answers: ['first', 'second'], worked: 1 });
  expect(ask({ a: '1', b: '2' }, 'third')).toEqual({ answers: ['first', 'second'], worked: 0 });
});

test('what is not asked for any more is forgotten when something else is kept', () => {
  ask({ a: '1', b: '1' }, 'first');
  ask({ b: '2' }, 'second');
  expect(ask({ a: '1', b: '2' }, 'third')).toEqual({ answers: ['third', 'second'], worked: 1 });
});

test('answers of other code are not taken', () => {
  ask({ a: '1' }, 'first');
  const { answers } = JSON.parse(readFileSync(file(), 'utf8')) as { readonly answers: object };
  writeFileSync(file(), JSON.stringify({ code: 'another', answers }));
  expect(ask({ a: '1' }, 'second')).toEqual({ answers: ['second'], worked: 1 });
});

test('a file that cannot be read costs work alone', () => {
  ask({ a: '1' }, 'first');
  writeFileSync(file(), '{');
  expect(ask({ a: '1' }, 'second')).toEqual({ answers: ['second'], worked: 1 });
});

test('a folder that cannot be written costs work alone', () => {
  writeFileSync(join(root, 'node_modules'), 'a file');
  expect(ask({ a: '1' }, 'first').answers).toEqual(['first']);
  expect(existsSync(file())).toBe(false);
});
