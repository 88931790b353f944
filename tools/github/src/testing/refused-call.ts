import { fleetRepo, start } from './test-server';

/** A repository with a branch "fleet/x" that is a commit ahead of main, and its pull request. */
async function prepareRepository() {
  const started = await start({ files: { 'a.txt': 'a\n' }, collaborators: ['ada'], protectedBranches: ['safe'] });
  const { github, pulls } = started;
  const head = github.commit({ branch: 'fleet/x', files: { 'b.txt': 'b\n' } });
  const rewritten = github.commit({ branch: 'other', files: { 'b.txt': 'c\n' } });
  github.commit({ branch: 'safe', files: { 'b.txt': 'c\n' } });
  await pulls.create({ ...fleetRepo, title: 'X', head: 'fleet/x', base: 'main' });
  const main = github.refs()['refs/heads/main'] ?? '';
  return {
    ...started,
    head,
    rewritten,
    main,
    tree: (await started.git.getTree({ ...fleetRepo, tree_sha: 'main' })).data.sha,
  };
}

type Prepared = Awaited<ReturnType<typeof prepareRepository>>;

export interface RefusedCall {
  readonly what: string;
  readonly status: number;
  readonly says: string;
  readonly ask: (prepared: Prepared) => Promise<unknown>;
}

/** One test for each row: GitHub refuses the call with this status and text. */
export function testRefusedCalls(rows: readonly RefusedCall[]): void {
  test.each(rows)('GitHub answers $status "$says": $what', async ({ status, says, ask }) => {
    const error: unknown = await ask(await prepareRepository()).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ status });
    expect(JSON.stringify((error as { response: { data: unknown } }).response.data)).toContain(says);
  });
}
