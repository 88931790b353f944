import { Node, Project } from 'ts-morph';

/** Whether a key stands anywhere in a text, and not in its comments alone. */
export function saysKey(text: string, key: string): boolean {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile('record.ts', text);
  return file.getDescendants().some((one) => Node.isPropertyNamed(one) && one.getName() === key);
}
