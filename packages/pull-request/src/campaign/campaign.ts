import { environments, isDnsLabel, issuesOf, type Result } from '@sovereign-fleet/domain';
import { z } from 'zod';

const name = z.string().refine(isDnsLabel, 'it must have lower-case letters, digits and "-" alone');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'it must be a time of day in UTC');

/** How many Sovereigns a wave has: a number, a percentage of all members, or the rest. */
const Size = z.custom<number | `${number}%` | 'rest'>(isSize, 'it must be a number, a percentage or "rest"');

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const Window = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1).readonly(),
    /** In UTC, within one day. */
    from: time,
    to: time,
    /** New pull requests an hour. By default, the limit of the fleet. */
    pullsPerHour: whole(1).optional(),
    /** If the campaign merges: its merges an hour. */
    mergesPerHour: whole(1).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'the window ends before it begins' });

/** Where a member's health comes from. What each source must say: docs/campaigns.md. */
const HealthSource = z.union(
  [
    z.strictObject({ from: z.literal('commit-status') }),
    z.strictObject({ from: z.literal('file'), path: z.string().min(1) }),
    z.strictObject({ from: z.literal('command'), command: z.array(z.string()).min(1).readonly() }),
  ],
  'it is not a source of health',
);

const CampaignShape = z.strictObject({
  /** Appears in commits and pull requests. The order of the members depends on it. */
  id: name,
  /** What it rolls out, for people: `k3s 1.35.0`. */
  version: z.string().regex(/^[ -~]{1,64}$/, 'it must have 1 to 64 printable characters'),
  selector: z
    .strictObject({
      /** These go first, in this order. */
      names: z.array(z.string()).readonly().default([]),
      prefixes: z.array(z.string().min(1)).readonly().default([]),
      environments: z.array(z.enum(environments)).readonly().default([]),
    })
    .refine((selector) => Object.values(selector).some((list) => list.length > 0), 'it selects no Sovereign'),
  waves: z
    .array(z.strictObject({ name, size: Size }))
    .min(1)
    .readonly()
    .refine(
      (waves) => waves.findIndex(({ size }) => size === 'rest') === waves.length - 1,
      'one wave has the rest, and it is the last',
    )
    .refine((waves) => new Set(waves.map((wave) => wave.name)).size === waves.length, 'two waves have the same name'),
  /** Pull requests that may be open at once. */
  maxOpen: whole(1).default(100),
  /** How many members may be failed, declined or held. */
  maxUnhealthy: whole(0).default(0),
  /** How many minutes a member must have been healthy. */
  soak: whole(0).default(60),
  mergeBy: z.enum(['people', 'auto']).default('people'),
  health: HealthSource.default({ from: 'commit-status' }),
  /** When something may be proposed or merged. Without windows, at any time. */
  windows: z.array(Window).readonly().default([]),
});

/** A change that is rolled out in waves: what, to whom, in which order and when. */
export type Campaign = z.output<typeof CampaignShape>;
export type CampaignWindow = Campaign['windows'][number];

const healthFile = "{ from: 'file', path: 'health.json' }";

const remedies = {
  '': "Write { id: 'k3s-1-35', version: 'k3s 1.35.0', selector: { … }, waves: [ … ] }",
  id: "Write an id such as 'k3s-1-35'",
  version: "Write what it brings, such as 'k3s 1.35.0'",
  selector: "Write { names: ['acme'] }, { prefixes: ['eu-'] } or { environments: ['prod'] }, or more than one of them",
  'selector.names': "Write names such as ['acme']",
  'selector.prefixes': "Write how names begin, such as ['eu-']",
  'selector.environments': `Write some of ${environments.join(', ')}`,
  'selector.environments[]': `Write one of ${environments.join(', ')}`,
  waves:
    "Write waves such as [{ name: 'canary', size: 3 }, { name: 'early', size: '10%' }, { name: 'all', size: 'rest' }]",
  'waves[].name': "Write a name such as 'canary'",
  'waves[].size': "Write 3, '10%' or 'rest'",
  maxOpen: 'Write a number such as 100',
  maxUnhealthy: 'Write a number such as 0',
  soak: 'Write minutes, such as 60',
  mergeBy: 'Write "people" or "auto"',
  health: `Write { from: 'commit-status' }, ${healthFile} or { from: 'command', command: ['./health'] }`,
  'health.command': "Write a program and its arguments, such as ['./health', '--quick']",
  windows: "Write windows such as [{ days: ['mon', 'tue'], from: '08:00', to: '16:00' }], or none",
  'windows[].days': `Write some of ${weekdays.join(', ')}`,
  'windows[].days[]': `Write one of ${weekdays.join(', ')}`,
  'windows[].from': "Write a time such as '08:00'",
  'windows[].to': "Write a time of the same day, such as '16:00', or '24:00'",
  'windows[].pullsPerHour': 'Write a number such as 20',
  'windows[].mergesPerHour': 'Write a number such as 20',
};

/** Parses a campaign, or returns every Issue in it. */
export function parseCampaign(file: string, input: unknown): Result<Campaign> {
  const shape = CampaignShape.safeParse(input);
  return shape.success
    ? { ok: true, value: shape.data }
    : { ok: false, issues: issuesOf(shape.error, { file, input, schema: CampaignShape, remedies }) };
}

function whole(least: number) {
  const isRight = (value: number) => Number.isInteger(value) && value >= least;
  return z.number().refine(isRight, `it must be a whole number from ${least} on`);
}

function isSize(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value > 0;
  return typeof value === 'string' && /^rest$|^([1-9]\d?|100)%$/.test(value);
}
