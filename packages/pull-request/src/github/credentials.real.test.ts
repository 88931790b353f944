import { inspect } from 'node:util';
import { forgeOn, startForge, stopAll } from '../testing/forge-on-github';

afterEach(stopAll);

describe('an App', () => {
  test('an App finds its installation, gets a token, and acts with it', async () => {
    const { github } = await startForge();
    const { id, privateKey } = github.app();
    const { forge } = await forgeOn(github, { credentials: { kind: 'app', appId: id, privateKey }, readOnly: true });
    await forge.snapshot();
    expect(forge.counts()).toMatchObject({
      'GET /repos/{owner}/{repo}/installation': 1,
      'POST /app/installations/{installation_id}/access_tokens': 1,
    });
  });

  test('an App with another key is refused, and the key is not shown', async () => {
    const { github } = await startForge();
    const { github: other } = await startForge();
    const credentials = { kind: 'app', appId: github.app().id, privateKey: other.app().privateKey } as const;
    const error: unknown = await forgeOn(github, { credentials }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'authentication',
      message: 'the token or the key is not valid (401)',
      operation: "find the App's installation",
    });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('PRIVATE KEY');
  });
});

describe('the token of a GitHub Actions run', () => {
  test('the token of a workflow is refused, since no checks would run', async () => {
    const { github } = await startForge();
    const token = github.tokenFor('github-actions[bot]', { contents: 'write', metadata: 'read' });
    const { forge } = await forgeOn(github, { credentials: { kind: 'token', token }, maybeWorkflowToken: true });
    await expect(forge.snapshot()).rejects.toThrow(
      'no checks run on pull requests that are made with the token of a GitHub Actions run: use a GitHub App',
    );
  });

  test("another App's token in a workflow is accepted", async () => {
    const { github } = await startForge();
    const { forge } = await forgeOn(github, { maybeWorkflowToken: true });
    expect((await forge.snapshot()).base.branch).toBe('main');
  });
});
