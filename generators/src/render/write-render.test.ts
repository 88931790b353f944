import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-write-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Writes the same render over and over, until it is killed. */
const script = `
const { writeRender } = require(${JSON.stringify(join(__dirname, 'write-render.ts'))});
const region = (name) => ({ region: name, objects: [], releases: [], problems: [] });
const rendered = { regions: ['fsn1', 'hel1', 'nbg1'].map(region) };
for (;;) { writeRender(process.argv[1], rendered); process.stdout.write('.'); }
`;

test('a run that is killed leaves the whole of a render or none of it', async () => {
  const folder = join(root, 'dist/render/acme');
  for (let round = 0; round < 10; round += 1) {
    const child = spawn(process.execPath, ['--require', '@swc-node/register', '--eval', script, '--', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data'); // it writes
    await wait(round * 3);
    child.kill('SIGKILL');
    await once(child, 'close');
    const names = readdirSync(join(root, 'dist/render')).filter((name) => !name.startsWith('.'));
    expect(names.filter((name) => name !== 'acme')).toEqual([]);
    if (!existsSync(folder)) continue; // killed between the old and the new one
    for (const region of ['fsn1', 'hel1', 'nbg1']) {
      expect(readFileSync(join(folder, region, 'objects.yaml'), 'utf8')).toBe('');
      expect(JSON.parse(readFileSync(join(folder, region, 'region.json'), 'utf8'))).toMatchObject({ region });
    }
  }
});
