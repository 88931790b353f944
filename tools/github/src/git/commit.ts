import type { Commit, Repository, Signature } from './repository';
function commitBytes({ tree, parents, author, committer, message }: Commit): Buffer {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${signatureLine(author)}`,
    `committer ${signatureLine(committer)}`,
  ];
  return Buffer.from(`${lines.join('\n')}\n\n${message}`);
}

function signatureLine({ name, email, date }: Signature): string {
  // Git takes these out of names and addresses itself.
  const plain = (text: string) => text.replaceAll(/[<>\n\0]/g, '').trim();
  return `${plain(name)} <${plain(email)}> ${Math.floor(date.getTime() / 1000)} +0000`;
}

export function parseCommit(bytes: Buffer): Commit {
  const text = bytes.toString();
  const end = text.indexOf('\n\n');
  const fields = text
    .slice(0, end)
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
  const all = (name: string) => fields.flatMap(([field, value]) => (field === name ? [value] : []));
  return {
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: parseSignature(all('author')[0] ?? ''),
    committer: parseSignature(all('committer')[0] ?? ''),
    message: text.slice(end + 2),
  };
}

function parseSignature(line: string): Signature {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<(.*)> (\d+)/.exec(line) ?? [];
  return { name, email, date: new Date(Number(seconds) * 1000) };
}

/** Stores a commit and returns its name. No branch points to it yet. */
export function writeCommit({ objects }: Repository, commit: Commit): string {
  return objects.write({ type: 'commit', bytes: commitBytes(commit) });
}
