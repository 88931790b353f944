import { printableLine } from '@sovereign-fleet/domain';

/** A text of several lines for a terminal and for the log of a workflow. */
export function printableText(text: string): string {
  return text.split('\n').map(printableLine).join('\n');
}

/** The same for lines of JSON, which say the same to who reads them as JSON. */
export function printableJson(lines: string): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return lines.replace(/[^\P{C}\n]|(?<=##)\[/gu, (found) => found.replace(/[^]/g, escape));
}
