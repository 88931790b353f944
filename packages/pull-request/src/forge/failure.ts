import type { ForgeError, ForgeErrorCode } from './forge-error';

/** What a failure means for the Sovereign at hand and for the run. */
interface Meaning {
  /** A fresh look may show that it was done, or what to do instead. */
  readonly looksAgain: boolean;
  /** No other Sovereign would fare better. */
  readonly stopsRun: boolean;
  readonly remedy: string;
}

const meanings: Readonly<Record<ForgeErrorCode, Meaning>> = {
  limit: { looksAgain: false, stopsRun: false, remedy: 'Run it again later: it goes on where it stopped' },
  conflict: {
    looksAgain: true,
    stopsRun: false,
    remedy: 'Raced: somebody else changed it at the same time, twice. Run it again',
  },
  authentication: { looksAgain: false, stopsRun: true, remedy: 'Give a token that is valid, or the key of an app' },
  permission: { looksAgain: false, stopsRun: true, remedy: 'Give the token this permission on the fleet repository' },
  'not-found': {
    looksAgain: false,
    stopsRun: false,
    remedy:
      'Check the names of the repository and the base branch; it looks like this too where a permission is missing',
  },
  refused: {
    looksAgain: false,
    stopsRun: false,
    remedy: 'Read what the fleet repository says of it; a rule of a branch may be in the way',
  },
  unreachable: {
    looksAgain: true,
    stopsRun: false,
    remedy: 'Check the connection and run it again: what was done is found and kept',
  },
};

export function looksAgain({ code }: ForgeError): boolean {
  return meanings[code].looksAgain;
}

export function stopsRun({ code }: ForgeError): boolean {
  return meanings[code].stopsRun;
}

/** What was tried, what came of it, and what to do: one line. */
export function describeFailure({ code, operation, message, permission, remedy }: ForgeError): string {
  const missing = permission === undefined ? '' : ` (${permission})`;
  return `${operation}: ${message.replace(/\.$/, '')}${missing}. ${remedy ?? meanings[code].remedy}.`.replace(
    /\s*\n\s*/g,
    ' ',
  );
}
