import type { Issue } from '@sovereign-fleet/domain';
import { z } from 'zod';
import { commandLine } from './options';

// What options of generators are made of. Nx checks none of them, so that a person meets our Issues.

/** A text. Nx hands one that reads like a number over as a number. */
export const textOption = z.union([z.string(), z.number().transform(String)]);

/** On or off. */
export const flagOption = z.boolean().optional();

/** A word behind the name of the generator, by its place. On a terminal Nx asks the question where it is missing. */
export function wordOption(index: number, description: string, question: string) {
  const asked = { $default: { $source: 'argv', index }, 'x-prompt': question };
  return textOption.optional().meta({ description, type: 'string', ...asked });
}

/** An Issue for an option that has to be there. */
export function missingOption(field: string, problem: string, remedy: string): Issue {
  return { file: commandLine, field, value: undefined, code: 'missing', problem, remedy };
}
