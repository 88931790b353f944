import type { Issue } from '@sovereign-fleet/domain';

/** What a person most often did, by the parser's code. */
const likelyRemedies: Readonly<Record<string, string>> = {
  MULTILINE_IMPLICIT_KEY: 'Write ":" behind the key of that line, such as "slots:"',
  TAB_AS_INDENT: 'Write spaces for the tab',
  DUPLICATE_KEY: 'Remove one of the two',
};

export const tooDeep = 'it is nested too deeply';

/** That a file is not YAML, by the message and the code of the parser. */
export function issueOfYaml(file: string, message: string, code = ''): Issue {
  const value = message.split('\n')[0]?.replace(/:$/, '');
  const remedy = likelyRemedies[code] ?? 'Mend the file';
  return { file, field: 'error', value, code: 'unreadable', problem: 'the file is not YAML', remedy };
}
