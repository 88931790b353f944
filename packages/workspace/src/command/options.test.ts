import { formatIssue } from '@sovereign-fleet/domain';
import { z } from 'zod';
import { parseArguments } from './arguments';
import { parseOptions } from './options';

const Options = z.strictObject({
  dryRun: z.boolean().default(false),
  clone: z.string().min(1).optional(),
});

const pickOne = 'Write one of --dry-run, --clone';

const wordRemedy = 'Leave it out, or write it as the value of an option: --option=value';

test.each<{ given: Readonly<Record<string, unknown>>; says: readonly string[] }>([
  { given: {}, says: [] },
  { given: { dryRun: true, clone: 'folder', verbose: true }, says: [] },
  {
    given: { drynRun: true },
    says: [`--dryn-run is true: there is no such option. Did you mean "--dry-run"? ${pickOne}.`],
  },
  { given: { dryRun: 'maybe' }, says: ['--dry-run is "maybe": it is on or off. Write --dry-run, or leave it out.'] },
  { given: { clone: true }, says: ['--clone is true: it needs one value. Write --clone=<value>.'] },
  { given: { clone: ['a', 'b'] }, says: ['--clone is ["a", "b"]: it needs one value. Write --clone=<value>.'] },
  {
    given: { _: ['one', 'two'], other: 1 },
    says: [
      `argument is "one": no option comes before it. ${wordRemedy}.`,
      `argument is "two": no option comes before it. ${wordRemedy}.`,
      `--other is 1: there is no such option. ${pickOne}.`,
    ],
  },
])('each problem of the options $given from Nx is one Issue', ({ given, says }) => {
  const parsed = parseOptions(Options, given, { name: 'acme:propose' });
  expect(parsed.ok ? [] : parsed.issues.map(formatIssue)).toEqual(says.map((text) => `acme:propose: ${text}`));
});

test('an option of another command is refused with that command', () => {
  const otherCommands = { '--campaign': 'Run "npx sovereign-fleet propose --campaign"' };
  const parsed = parseOptions(Options, { campaign: 'a.yaml' }, { name: 'acme:propose', otherCommands });
  expect(parsed.ok ? [] : parsed.issues.map(formatIssue)).toEqual([
    'acme:propose: --campaign is "a.yaml": there is no such option. Run "npx sovereign-fleet propose --campaign".',
  ]);
});

function issuesOfArguments(args: readonly string[], environment = {}): readonly string[] {
  const parsed = parseArguments(Options, { args, environment }, { name: 'sovereign-fleet propose' });
  return parsed.ok ? [] : parsed.issues.map(formatIssue);
}

test.each([
  {
    args: ['--dryrun'],
    says: `--dryrun is true: there is no such option. Did you mean "--dry-run"? ${pickOne}, --help.`,
  },
  { args: ['--clone', '--dry-run'], says: '--clone is true: it needs one value. Write --clone=<value>.' },
  { args: ['--dry-run', '--clone', '-h'], says: '--clone is true: it needs one value. Write --clone=<value>.' },
  { args: ['-x'], says: `-x is true: there is no such option. ${pickOne}, --help.` },
  {
    args: ['--no-dry-run'],
    says: `--no-dry-run is true: there is no such option. Did you mean "--dry-run"? ${pickOne}, --help.`,
  },
  { args: ['--dry-run=maybe'], says: '--dry-run is "maybe": it is on or off. Write --dry-run, or leave it out.' },
  { args: ['--clone'], says: '--clone is true: it needs one value. Write --clone=<value>.' },
  { args: ['--clone='], says: '--clone is "": it needs one value. Write --clone=<value>.' },
  { args: ['word'], says: `argument is "word": no option comes before it. ${wordRemedy}.` },
])('the arguments $args from npm are refused as options of Nx are', ({ args, says }) => {
  expect(issuesOfArguments(args)).toEqual([`sovereign-fleet propose: ${says}`]);
});

test('an option that npm kept to itself is refused', () => {
  expect(issuesOfArguments([], { npm_config_dry_run: 'true', npm_config_clone: '' })).toEqual([
    'sovereign-fleet propose: --dry-run is "true": npm read it and did not hand it to this command. ' +
      'Write "npx sovereign-fleet propose --dry-run".',
  ]);
});

test('arguments become options and words, the last of an option counts, and help comes first', () => {
  const command = { name: 'sovereign-fleet propose', takesWords: true };
  const read = (...args: readonly string[]) => parseArguments(Options, { args, environment: {} }, command);
  expect(read('acme', '--clone', 'a', '--clone=b', '--dry-run', '--', '--globex')).toEqual({
    ok: true,
    value: { options: { dryRun: true, clone: 'b' }, words: ['acme', '--globex'] },
  });
  expect(read('-h', '--nonsense')).toEqual({ ok: true, value: 'help' });
});
