import { workspaceRoot } from '../workspace';
import { exitCodeOf, findingLine, findingsIn } from './findings';
import { measuredFolders } from './package-files';
import { surveyPackage } from './survey';
import { rowOf } from './table';

const help = `npm run house               figures of all packages, and each place above a limit: then it ends with 1
npm run house -- <package>  the places of one package, as "domain", "tools/github" or "." for the repository itself
`;

/** The folders that an argument means: all, or the one that it names by its path or its last part. */
function foldersFor(name: string | undefined): readonly string[] {
  const folders = measuredFolders(workspaceRoot);
  if (name === undefined) return folders;
  const found = folders.filter((folder) => folder === name || folder.endsWith(`/${name}`));
  if (found.length === 0) throw new Error(`There is no package "${name}". Take one of ${folders.join(', ')}`);
  return found;
}

function main([name]: readonly string[]): void {
  if (name === '--help') {
    process.stdout.write(help);
    return;
  }
  const surveys = foldersFor(name).map((folder) => surveyPackage(workspaceRoot, folder));
  if (name === undefined) console.table(Object.fromEntries(surveys.map((survey) => [survey.package, rowOf(survey)])));
  const findings = surveys.flatMap(findingsIn);
  for (const finding of findings) process.stdout.write(`${findingLine(finding)}\n`);
  const failures = findings.filter(({ isWarning }) => !isWarning).length;
  process.stdout.write(`${failures} above a limit, ${findings.length - failures} warnings\n`);
  process.exitCode = exitCodeOf(findings);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
