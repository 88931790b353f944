// Renders on one machine are taken on another: Nx's own remote cache, and the server of docs/share-renders.md.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { filesIn, globexSource, makeCompiledWorkspace, nx, writeFiles } from '@sovereign-fleet/workspace/testing';

const hasNginx = spawnSync('nginx', ['-v']).status === 0;
const missing = [...(hasNginx ? [] : ['no nginx in PATH']), ...(canFetchTools ? [] : ['no helm can be fetched'])];
const why = missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')})`;
const withServer = missing.length === 0 ? test : test.skip;

const page = join(__dirname, '../../../docs/nginx-cache.conf');

let folder: string;
let server: ChildProcess | undefined;
let address: string;
const roots: string[] = [];

beforeAll(async () => {
  if (missing.length > 0) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'shared-cache-')));
  address = `127.0.0.1:${await freePort()}`;
  const settings = readFileSync(page, 'utf8');
  expect(settings).toContain('listen 127.0.0.1:8098;');
  writeFiles(folder, {
    'nginx-cache.conf': settings.replace('127.0.0.1:8098', address),
    'tokens.conf': '"Bearer main" writer;\n"Bearer pull-request" reader;\n',
  });
  // The workers of root's nginx are nobody's, who may not write into our folder.
  const asRoot = process.getuid?.() === 0 ? ['-g', 'user root;'] : [];
  server = spawn('nginx', ['-p', `${folder}/`, '-c', 'nginx-cache.conf', ...asRoot], { stdio: 'ignore' });
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 50));
});

afterAll(() => {
  server?.kill();
  for (const root of [...roots, ...(missing.length > 0 ? [] : [folder])]) rmSync(root, { recursive: true });
});

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => listener.once('listening', ready));
  const bound = listener.address();
  await new Promise((closed) => listener.close(closed));
  if (typeof bound !== 'object' || bound === null) throw new Error('a server on a port has an address');
  return bound.port;
}

const answers = async () => {
  if (server?.exitCode !== null) throw new Error('nginx ended');
  return await fetch(`http://${address}/`).then(
    () => true,
    () => false,
  );
};

/** A checkout in a folder of its own, with a cache of its own. */
function checkOut(): string {
  const root = makeCompiledWorkspace({ 'sovereigns/globex/sovereign.ts': globexSource });
  roots.push(root);
  return root;
}

const renders = ['run-many', '-t', 'render', '--offline', '--allow-missing-charts'];

function render(root: string, token: string): string {
  const before = { ...process.env };
  process.env['NX_SELF_HOSTED_REMOTE_CACHE_SERVER'] = `http://${address}`;
  process.env['NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN'] = token;
  try {
    const { status, output } = nx(root, ...renders);
    return `${status}: ${output}`;
  } finally {
    process.env = before;
  }
}

const kept = () => readdirSync(join(folder, 'v1/cache')).sort();

withServer(`a second checkout takes every render from the server, byte for byte${why}`, () => {
  const first = checkOut();
  expect(render(first, 'main')).toContain('Cache:             0/2 hit (0%)');
  expect(kept()).toHaveLength(2);
  const second = checkOut();
  const taken = render(second, 'pull-request');
  expect(taken.match(/ \[remote cache\]$/gm)).toHaveLength(2);
  expect(filesIn(second, 'dist/render')).toEqual(filesIn(first, 'dist/render'));
});

withServer(`who may only read gets what is kept, and adds nothing${why}`, () => {
  const before = kept();
  const root = checkOut();
  const spec = join(root, 'sovereigns/acme/sovereign.ts');
  writeFileSync(spec, `${readFileSync(spec, 'utf8')}// The same Sovereign, in another file.\n`);
  const said = render(root, 'pull-request');
  expect(said).toContain('Cache:             1/2 hit (50%)');
  expect(said).toMatch(/^0: /);
  expect(kept()).toEqual(before);
});

withServer(`a stranger is told so, and gets nothing${why}`, () => {
  const said = render(checkOut(), 'stranger');
  expect(said).toMatch(/^1: /);
  expect(said).toContain('This cache does not know the token.');
});
