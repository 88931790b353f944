import { environments, type Issue, providerNames, regionKeys, type Result } from '@sovereign-fleet/domain';
import { z } from 'zod';
import { commandLine, parseOptions, textOption } from '@sovereign-fleet/workspace/command';

/** The options of `nx g sovereign` as Nx reads them from the command line; `schema.json` is printed from this. */
export const SovereignOptions = z.strictObject({
  name: textOption.optional().meta({
    description: 'Folder and Nx project of the Sovereign. Without it: the next free sovereign-<n>.',
    type: 'string',
    $default: { $source: 'argv', index: 0 },
  }),
  // Not required for Nx, so that a person who leaves it out meets our Issue; on a terminal Nx asks for it.
  regions: z
    .union([z.array(textOption), textOption, z.literal(true)])
    .optional()
    .meta({
      description: 'Regions by key, such as fsn1,nbg1; aws:ap-southeast-1 where two providers have the key.',
      // For Nx, which splits a text at its commas. It does not split the answer to the prompt, and gives true for an
      // option without a value.
      type: 'array',
      'x-prompt': 'Which regions, the primary first? (for example fsn1,nbg1)',
    }),
  primary: textOption.optional().meta({
    description: 'The region that is the primary. Without it: the first.',
    type: 'string',
  }),
  environment: textOption.optional().meta({
    description: `Last part of the canonical labels: ${environments.join(', ')}. Without it: prod.`,
    type: 'string',
  }),
  kit: textOption.optional().meta({
    description: 'The kit that it has the slots of, by its folder in kits/. Without it: the first of the fleet.',
    type: 'string',
  }),
  fqdn: textOption.optional().meta({
    description: "The Sovereign's DNS name. Without it: <name>.<domain of the fleet>.",
    type: 'string',
  }),
});

export type SovereignOptions = z.input<typeof SovereignOptions>;

type GivenOptions = z.output<typeof SovereignOptions>;

/**
 * The options as Nx hands them over, or every Issue in them. Nx leaves all to us: what it refuses itself, it refuses
 * without saying what may have been meant.
 */
export function parseSovereignOptions(given: Readonly<Record<string, unknown>>): Result<GivenOptions> {
  const { _: words, ...options } = given;
  const parsed = parseOptions(SovereignOptions, options, { name: commandLine, otherOptions: ['--dry-run'] });
  const issues = [
    ...(Array.isArray(words) ? words.map((word) => issueOfWord(String(word), given['regions'])) : []),
    ...(parsed.ok ? issuesOfRegionForName(parsed.value) : parsed.issues),
  ];
  return parsed.ok && issues.length === 0 ? parsed : { ok: false, issues };
}

/** A person wrote `fsn1, nbg1`: the region after the blank arrives as an argument of its own. */
function issueOfWord(word: string, regions: unknown): Issue {
  const at = { file: commandLine, field: 'argument', value: word, problem: 'no option comes before it' };
  const isRegion = word.split(',').every((name) => name === '' || isRegionKey(name));
  const remedy = 'Leave it out: a Sovereign has one name, and all else is an option';
  return { ...at, remedy: isRegion ? remedyForBlank(word, regions) : remedy };
}

/** The same without a name: Nx takes the region after the blank for the name. */
function issuesOfRegionForName({ name, regions }: GivenOptions): readonly Issue[] {
  if (name === undefined || regions === undefined || !isRegionKey(name)) return [];
  const problem = 'it is a region, and would be the name of the Sovereign';
  return [{ file: commandLine, field: 'name', value: name, problem, remedy: remedyForBlank(name, regions) }];
}

function remedyForBlank(word: string, regions: unknown): string {
  const names = [regions, word].flat().flatMap((part) => (typeof part === 'string' ? part.split(',') : []));
  const meant = names.map((name) => name.trim()).filter((name) => name !== '');
  return `Did you mean "--regions=${meant.join(',')}"? Write the regions without a blank between them`;
}

function isRegionKey(text: string): boolean {
  const key = text.slice(text.indexOf(':') + 1);
  return providerNames.some((provider) => regionKeys(provider).includes(key));
}
