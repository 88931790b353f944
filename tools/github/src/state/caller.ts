import { randomBytes } from 'node:crypto';

type Access = 'read' | 'write';

/** Names as in the settings of a GitHub App. */
export type Permissions = Readonly<Record<string, Access>>;

/** What the fleet's App is given. */
export const fleetPermissions: Permissions = {
  metadata: 'read',
  contents: 'write',
  pull_requests: 'write',
  statuses: 'read',
};

/** The account of a token, and what it may do. */
export interface Caller {
  readonly login: string;
  readonly permissions: Permissions;
  readonly expiresAt?: Date;
}

export interface Tokens {
  /** Makes a token for a caller; a new one unless a text is given. */
  readonly mint: (caller: Caller, token?: string) => string;
  readonly find: (token: string, now: Date) => Caller | undefined;
}

/** The tokens that the server gave out. */
export function newTokens(): Tokens {
  const callers = new Map<string, Caller>();
  return {
    mint: (caller, token = `ghs_${randomBytes(18).toString('hex')}`) => {
      callers.set(token, caller);
      return token;
    },
    find: (token, now) => {
      const caller = callers.get(token);
      return caller?.expiresAt !== undefined && caller.expiresAt <= now ? undefined : caller;
    },
  };
}

/** The account that an App acts as. */
export const appLogin = 'fleet[bot]';

export function allows(granted: Permissions, needed: Permissions): boolean {
  return Object.entries(needed).every(([name, access]) => granted[name] === 'write' || granted[name] === access);
}

/** The header that names sufficient permissions: commas join those of one alternative, semicolons the alternatives. */
export function acceptedPermissions(alternatives: readonly Permissions[]): string {
  const text = (needed: Permissions) =>
    Object.entries(needed)
      .map(([name, access]) => `${name}=${access}`)
      .join(',');
  return alternatives.map(text).join('; ');
}
