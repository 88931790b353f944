import { z } from 'zod';
import type { Forge, Reviewers } from '../forge/forge';
import { keyFor, type Kept } from './object-cache';
import { eventsAnswer, type PullEvent } from './answers';
import type { Remote } from './remote';
import { isNobody, reviewersBeside } from '../forge/reviewers';

type Reads = Pick<Forge, 'labelsEverOn' | 'reviewersEverOn'>;

/** What a pull request once had, by its events. */
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
  const asked = { ...at, issue_number: number, per_page: 100 };
  return await ask.all(question, (query) => octokit().rest.issues.listEvents({ ...asked, ...query }));
}

/** That all of them were once asked stays true, and is kept: whoever gave a review is asked about in each run. */
async function readReviewersEverOn(remote: Remote, number: number, sought: Reviewers): Promise<Reviewers> {
  const isLasting = (found: Reviewers) => isNobody(reviewersBeside(sought, found));
  const kept: Kept<Reviewers> = { kind: 'asked', stored, lasting: true, isLasting };
  return await remote.cache.get(kept, keyOf(remote, number, sought), async () => {
    const asked = (await readEvents(remote, number)).filter(({ event }) => event === 'review_requested');
    const ever = {
      users: asked.flatMap(({ requested_reviewer: user }) => (user === undefined ? [] : [user.login])),
      teams: asked.flatMap(({ requested_team: team }) => (team === undefined ? [] : [team.slug])),
    };
    // Those that were not asked are what is left; the others were.
    const never = reviewersBeside(sought, ever);
    return reviewersBeside(sought, never);
  });
}

const stored = z.object({ users: z.array(z.string()), teams: z.array(z.string()) });

function keyOf({ web, at }: Remote, number: number, { users, teams }: Reviewers) {
  return keyFor(JSON.stringify([web, at.owner, at.repo, number, [...users].sort(), [...teams].sort()]));
}
