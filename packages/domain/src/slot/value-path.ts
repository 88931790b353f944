import { readPath } from '@sovereign-fleet/go-text';
import { z } from 'zod';
import type { Refusal } from '../issue/issue';
import { asZodIssue } from '../issue/zod-issues';

/** The keys and indices of a path into the values of a chart, as Helm's `--set` reads it: `a.b\.c[0]`. */
export function parseValuePath(text: string): readonly (string | number)[] | Refusal {
  const path = readPath(text);
  if (path.ok) return path.value;
  const remedy = 'Write a path of Helm\'s --set, such as "server.hosts[0].name"';
  return { code: 'malformed', problem: `Helm does not take it: ${path.reason}`, remedy };
}

/** A path that Helm takes. */
export const ValuePathShape = z.string().superRefine((text, context) => {
  const path = parseValuePath(text);
  if ('problem' in path) context.addIssue(asZodIssue(path));
});
