import { randomBytes } from 'node:crypto';
import type { Permissions } from './permission';

/** Whom a token belongs to. */
export interface Caller {
  readonly login: string;
  readonly permissions: Permissions;
  readonly expiresAt?: Date;
}

export interface Tokens {
  /** A token of that text, where it must be one that was known before. */
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
export const bot = 'fleet[bot]';
