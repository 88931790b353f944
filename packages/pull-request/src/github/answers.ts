import { z } from 'zod';
import { sha } from '../forge/git-object';

/** Those parts of GitHub's answers that we use. We check them like any other text from outside. */
const shaAnswer = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .transform(sha);

const object = z.object({ sha: shaAnswer });

/** An answer of which we need nothing. */
export const anyAnswer = z.unknown();

export const objectAnswer = object;

export const repositoryAnswer = z.object({ archived: z.boolean() });

export const branchAnswer = z.object({
  name: z.string(),
  commit: z.object({ sha: shaAnswer, commit: z.object({ tree: object }) }),
});

export const treeAnswer = z.object({
  sha: shaAnswer,
  tree: z.array(z.object({ path: z.string().min(1), mode: z.string().regex(/^[0-7]{6}$/), sha: shaAnswer })),
  truncated: z.boolean(),
});

export const commitAnswer = z
  .object({ sha: shaAnswer, tree: object, parents: z.array(object), message: z.string() })
  .transform(({ tree, parents, ...commit }) => ({
    ...commit,
    tree: tree.sha,
    parents: parents.map((parent) => parent.sha),
  }));

const committerAnswer = z.object({ date: z.iso.datetime({ offset: true }).optional() }).nullable();

/** An entry of a list of commits. The committer and the time are not always there. */
export const changeAnswer = z
  .object({
    sha: shaAnswer,
    commit: z.object({ tree: object, message: z.string(), committer: committerAnswer }),
  })
  .transform(({ sha: name, commit: { tree, message, committer } }) => ({
    message,
    tree: tree.sha,
    change: { commit: name, at: committer?.date === undefined ? undefined : new Date(committer.date) },
  }));

export const blobAnswer = z.object({ content: z.string(), encoding: z.literal('base64') });

export const refAnswer = z.object({ ref: z.string(), object });

export const comparisonAnswer = z.object({ ahead_by: z.number(), merge_base_commit: object });

const user = z.object({ login: z.string() });
const team = z.object({ slug: z.string() });

const repository = z.object({ id: z.number(), archived: z.boolean() });

export const pullAnswer = z.object({
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullable(),
  labels: z.array(z.object({ name: z.string() })),
  // GitHub leaves them out if there are none.
  requested_reviewers: z.array(user).nullish(),
  requested_teams: z.array(team).nullish(),
  created_at: z.string(),
  // The repository is null once a fork is deleted.
  head: z.object({ ref: z.string(), sha: shaAnswer, repo: repository.nullable() }),
  base: z.object({ ref: z.string(), repo: repository }),
  merged_at: z.iso.datetime({ offset: true }).nullable(),
  merge_commit_sha: shaAnswer.nullish(),
  closed_at: z.string().nullable(),
});

export type PullAnswer = z.infer<typeof pullAnswer>;

/** Events of a pull request. Kinds that we do not use have other shapes. */
export const eventsAnswer = z.array(
  z.object({
    event: z.string(),
    label: z.object({ name: z.string() }).optional().catch(undefined),
    requested_reviewer: user.optional().catch(undefined),
    requested_team: team.optional().catch(undefined),
  }),
);

export type PullEvent = z.infer<typeof eventsAnswer>[number];

export const statusesAnswer = z.object({
  statuses: z.array(
    z.object({
      context: z.string(),
      state: z.enum(['error', 'failure', 'pending', 'success']),
      created_at: z.string(),
    }),
  ),
});

export const installationAnswer = z.object({ id: z.int().positive() });

export const viewerAnswer = z.object({ viewer: z.object({ login: z.string() }) });
