import type { z } from 'zod';
import { isRefusal } from '../issue/issue';
import { asZodIssue } from '../issue/zod-issues';
import { parseFqdn } from './dns-name';

export const mirrorRemedy = "Write a registry host such as 'harbor.openova.io'";

/** Refuses what is not the host of a registry, with a port or without. */
export function refuseMirror(text: string, context: z.RefinementCtx): void {
  if (text.includes('/')) {
    const problem = 'a mirror is a host, without a scheme and without a path';
    context.addIssue(asZodIssue({ code: 'malformed', problem, remedy: mirrorRemedy }));
    return;
  }
  const [name = '', port, ...more] = text.split(':');
  const host = parseFqdn(name);
  if (isRefusal(host)) context.addIssue(asZodIssue({ ...host, remedy: mirrorRemedy }));
  const isPort = port === undefined || (/^[1-9][0-9]{0,4}$/.test(port) && Number(port) < 65536);
  if (isPort && more.length === 0) return;
  const problem = 'what follows the host is not a port';
  context.addIssue(asZodIssue({ code: 'malformed', problem, remedy: mirrorRemedy }));
}
