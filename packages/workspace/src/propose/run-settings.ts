import type { PullRequests } from '@sovereign-fleet/domain';
import type { Limits, RunSettings } from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import { version } from '../../package.json';
import type { Host } from './host';
import type { OpenForge } from './open-forge';
import type { ProposeOptions } from './options';
import { waitText } from './wait-text';

/** What of the fleet and of the command a run over one repository goes by. */
export interface RunChoices {
  readonly pullRequests: PullRequests;
  readonly options: ProposeOptions;
  readonly open: OpenForge;
}

export function runSettings({ pullRequests, options, open }: RunChoices, host: Host): RunSettings {
  const { labels, reviewers, teamReviewers, draft, limits } = pullRequests;
  const { takeOver, reopen, allowShrink, allowRemoval, dryRun } = options;
  const { rateLeft, requestsSent, isUnlimited } = open;
  return {
    options: {
      labels,
      draft,
      takeOver,
      reopen,
      allowShrink,
      allowRemoval,
      reviewers: { users: reviewers, teams: teamReviewers },
      generator: version,
      hash: objectHash,
    },
    clock: host.clock,
    limits: limitsThatAreSet(limits),
    dryRun,
    interrupted: host.interrupted,
    onWait: (waiting) => {
      const text = waitText(waiting, host.clock.now());
      if (text !== undefined) host.progress.waits(text);
    },
    ...(rateLeft === undefined ? {} : { rateLeft }),
    ...(requestsSent === undefined ? {} : { requestsSent }),
    ...(isUnlimited === undefined ? {} : { isUnlimited }),
  };
}

/** An undefined limit would hide its default. */
function limitsThatAreSet(limits: PullRequests['limits']): Partial<Limits> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
