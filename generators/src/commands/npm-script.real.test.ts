import { spawnSync } from 'node:child_process';
import { workspaceRoot } from '@nx/devkit';

test('a dry run that npm keeps to itself writes nothing, and says how to ask for it', () => {
  const env = { ...process.env, SOVEREIGN_FLEET_GITHUB_API_URL: 'http://127.0.0.1:9', NO_COLOR: '1' };
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'propose', '--dry-run'], {
    cwd: workspaceRoot,
    env,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toBe(
    '1 problem, nothing was written\n' +
      'sovereign-fleet propose: --dry-run is "true": npm read it and did not hand it to this command. ' +
      'Write "npx sovereign-fleet propose --dry-run".\n',
  );
});
