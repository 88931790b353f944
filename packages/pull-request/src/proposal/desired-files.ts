import type { Issue, Refusal } from '@sovereign-fleet/domain';

/** Bytes. GitHub takes more, but one request has many files, and our own files have some kilobytes. */
const largestFile = 900 * 1024;

/** One text file to propose: its path below `folder`, and its content. */
type File = readonly [path: string, text: string];

/** Every Issue that keeps files from the fleet repository, in the order of the paths. */
export function issuesOfFiles(folder: string, files: ReadonlyMap<string, string>): readonly Issue[] {
  const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...inOrder.flatMap((file) => issuesOfFile(folder, file)),
    ...issuesOfSameNames(
      folder,
      inOrder.map(([path]) => path),
    ),
  ];
}

function issuesOfFile(folder: string, [path, text]: File): readonly Issue[] {
  const file = `${folder}/${path}`;
  const ofPath = pathRefusal(path);
  const ofText = textRefusal(text);
  return [
    ...(ofPath === undefined ? [] : [{ file, field: 'path', value: path, ...ofPath }]),
    ...(ofText === undefined ? [] : [{ file, field: 'content', value: `${text.length} characters`, ...ofText }]),
  ];
}

const pathRules: readonly (Refusal & { readonly refused: (part: string) => boolean })[] = [
  {
    refused: (part) => part === '' || part === '.' || part === '..',
    code: 'malformed',
    problem: 'a part of it is empty, "." or "..", and leads elsewhere',
    remedy: 'Compile the Sovereign anew',
  },
  {
    refused: (part) => /^\.git$|^git~\d+$/i.test(part),
    code: 'reserved',
    problem: 'a part of it is ".git", which Git keeps for itself',
    remedy: 'Give the file another name',
  },
  {
    refused: (part) => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\:]/u.test(part),
    code: 'malformed',
    problem: 'it has a control character, an invisible one, "\\" or ":"',
    remedy: 'Give the file a name of letters, digits, ".", "_" and "-"',
  },
];

function pathRefusal(path: string): Refusal | undefined {
  const parts = path.split('/');
  const rule = pathRules.find(({ refused }) => parts.some(refused));
  return rule === undefined ? undefined : { code: rule.code, problem: rule.problem, remedy: rule.remedy };
}

function textRefusal(text: string): Refusal | undefined {
  const remedy = 'Only text that was compiled goes to the fleet repository: leave the file out';
  if (text.includes('\0')) return { code: 'wrong-type', problem: 'it is binary', remedy };
  if (!text.isWellFormed()) {
    return { code: 'malformed', problem: 'it has half a character (a lone surrogate)', remedy };
  }
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= largestFile) return undefined;
  return { code: 'out-of-range', problem: `it has ${bytes} bytes, and at most ${largestFile} go`, remedy };
}

function issuesOfSameNames(folder: string, paths: readonly string[]): readonly Issue[] {
  const owners = new Map<string, string>();
  return paths.flatMap((path) => {
    const owner = owners.get(path.toLowerCase());
    owners.set(path.toLowerCase(), owner ?? path);
    if (owner === undefined) return [];
    const problem = `it is "${owner}" where letters have no case, as on macOS and Windows`;
    return [
      { file: `${folder}/${path}`, field: 'path', value: path, problem, remedy: 'Give one of them another name' },
    ];
  });
}
