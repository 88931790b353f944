import { z } from 'zod';
import type { Forge } from '../forge/forge';
import { keyFor, type CachedKind } from './object-cache';
import { eventsAnswer, type PullEvent } from './answers';
import type { Remote } from './remote';
import { isNobody, reviewersNotIn, type Reviewers } from '../forge/reviewers';

type Reads = Pick<Forge, 'labelsEverOn' | 'reviewersEverOn'>;

/** Reads labels and reviewers that a pull request once had, by its events. */
export function eventReadsOf(remote: Remote): Reads {
  return {
    labelsEverOn: async (number) => {
      const events = await readEvents(remote, number);
      const labels = events.flatMap(({ event, label }) => (event === 'labeled' && label ? [label.name] : []));
      return [...new Set(labels)];
    },
    reviewersEverOn: (number, sought) => readReviewersEverOn(remote, number, sought),
  };
}

async function readEvents({ octokit, at, ask }: Remote, number: number): Promise<readonly PullEvent[]> {
  const question = { operation: `list the events of the pull request ${number}`, answer: eventsAnswer };
  const parameters = { ...at, issue_number: number, per_page: 100 };
  return await ask.all(question, (query) => octokit().rest.issues.listEvents({ ...parameters, ...query }));
}

/**
 * Once all of them were asked, that stays true, and we keep it: each run wants to know it of those who gave a review.
 */
async function readReviewersEverOn(remote: Remote, number: number, sought: Reviewers): Promise<Reviewers> {
  const isFinal = (found: Reviewers) => isNobody(reviewersNotIn(sought, found));
  const kept: CachedKind<Reviewers> = { kind: 'asked', schema, onDisk: true, isFinal };
  return await remote.cache.get(kept, keyOf(remote, number, sought), async () => {
    const requests = (await readEvents(remote, number)).filter(({ event }) => event === 'review_requested');
    const ever = {
      users: requests.flatMap(({ requested_reviewer: user }) => (user === undefined ? [] : [user.login])),
      teams: requests.flatMap(({ requested_team: team }) => (team === undefined ? [] : [team.slug])),
    };
    const never = reviewersNotIn(sought, ever);
    return reviewersNotIn(sought, never);
  });
}

const schema = z.object({ users: z.array(z.string()), teams: z.array(z.string()) });

function keyOf({ web, at }: Remote, number: number, { users, teams }: Reviewers) {
  return keyFor(JSON.stringify([web, at.owner, at.repo, number, [...users].sort(), [...teams].sort()]));
}
