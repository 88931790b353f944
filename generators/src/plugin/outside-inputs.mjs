// For Nx, as an input of render and review: prints one line for each thing that they read and Nx does not see, with a
// hash of what is in it. Plain Node, since it is started whenever Nx wants to know whether its cache has an answer.
//   programs   in SOVEREIGN_FLEET_HELM and SOVEREIGN_FLEET_KUBECTL, or in PATH; our code pins the one that is fetched
//   charts     behind VCLUSTER_CHART, and fetched subcharts in charts/*/charts/, which Git ignores
//   logins     when the files of `helm registry login`, `docker login` and `helm repo add` were written, never what is
//              in them: after a login, a chart that wants a password is there, and the render is another one. Where
//              machines share a cache, which hosts they name: each machine and each job of CI logs in for itself
//   commits    with the argument --commits: what names of commits mean now, for a review that is given one by name
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function digestOf(path) {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) return 'nothing';
  const hash = createHash('sha256');
  if (there.isFile()) return there.size < largeFile ? digestOfFile(path) : digestOfLargeFile(path);
  for (const name of readdirSync(path).sort()) hash.update(`${name} ${digestOf(join(path, name))}\n`);
  return hash.digest('hex');
}

function digestOfFile(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** To read a program takes twice as long as all the rest. */
const largeFile = 2 ** 20;

/** Where answers are kept that follow from texts; our code makes it, and removes what is 30 days old. */
const kept = 'node_modules/.cache/sovereign-fleet/compiled';

/** The same, kept by what the system says of the file, but for one that has just been written. */
function digestOfLargeFile(path) {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  const name = createHash('sha256').update(`${path} ${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`).digest('hex');
  const file = join(kept, `${name}.json`);
  try {
    const found = JSON.parse(readFileSync(file, 'utf8'));
    if (/^[0-9a-f]{64}$/.test(found)) return found;
  } catch {
    // It is read once more.
  }
  const digest = digestOfFile(path);
  const isNew = Date.now() - Number(ctimeNs / 1_000_000n) < 2000;
  if (!isNew && existsSync(kept)) keep(file, JSON.stringify(digest));
  return digest;
}

/** A folder that cannot be written costs time alone. */
function keep(file, text) {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, text, { flag: 'wx', mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

/** Also what cannot be read has a line, and no run fails here: the render says what is wrong. */
function print(what, path) {
  try {
    console.log(what, path, digestOf(path));
  } catch (error) {
    console.log(what, path, String(error));
  }
}

function program(variable, name) {
  const chosen = process.env[variable] || name;
  const folders = chosen.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, chosen)).find((path) => existsSync(path));
  print(variable, found ?? chosen);
}

function commits() {
  const git = (...args) => {
    try {
      return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return 'none\n';
    }
  };
  const special = ['HEAD', 'FETCH_HEAD', 'ORIG_HEAD', 'MERGE_HEAD'].map((name) => git('rev-parse', '--verify', name));
  console.log(
    createHash('sha256')
      .update(special.join('') + git('for-each-ref'))
      .digest('hex'),
  );
}

/** The renderer knows the same (credential-files.ts); a test compares the two. */
function loginFiles() {
  const { HOME, USERPROFILE, APPDATA, XDG_CONFIG_HOME, HELM_CONFIG_HOME, DOCKER_CONFIG } = process.env;
  const { HELM_REGISTRY_CONFIG, HELM_REPOSITORY_CONFIG } = process.env;
  const home = HOME || USERPROFILE || '/nonexistent';
  const own = process.platform === 'darwin' ? `${home}/Library/Preferences` : `${home}/.config`;
  const configs = XDG_CONFIG_HOME || (process.platform === 'win32' ? APPDATA || '/nonexistent' : own);
  const helm = HELM_CONFIG_HOME || `${configs}/helm`;
  return {
    registries: HELM_REGISTRY_CONFIG || `${helm}/registry/config.json`,
    docker: `${DOCKER_CONFIG || `${home}/.docker`}/config.json`,
    repositories: HELM_REPOSITORY_CONFIG || `${helm}/repositories.yaml`,
  };
}

function logins() {
  for (const [name, file] of Object.entries(loginFiles())) {
    const there = statSync(file, { throwIfNoEntry: false });
    if (process.env.NX_SELF_HOSTED_REMOTE_CACHE_SERVER) console.log('login', name, digestOfHosts(file, there));
    else console.log('login', file, there === undefined ? 'nothing' : `${there.size} ${there.mtimeMs}`);
  }
}

/** Of the hosts that a file has a login for, which no secret is in; a file of another form counts as it is written. */
function digestOfHosts(file, there) {
  const hosts = there === undefined ? [] : hostsIn(readFileSync(file, 'utf8'));
  if (hosts === undefined) return `${there.size} ${there.mtimeMs}`;
  return hosts.length === 0 ? 'nothing' : createHash('sha256').update(hosts.sort().join('\n')).digest('hex');
}

function hostsIn(text) {
  if (/^\s*(apiVersion|generated|repositories):/m.test(text)) {
    return [...text.matchAll(/^\s*(?:- )?url: *(.+?) *$/gm)].map(([, url]) => url);
  }
  try {
    const { auths = {}, credHelpers = {} } = JSON.parse(text);
    return [...Object.keys(auths), ...Object.keys(credHelpers)];
  } catch {
    return undefined;
  }
}

program('SOVEREIGN_FLEET_HELM', 'helm');
program('SOVEREIGN_FLEET_KUBECTL', 'kubectl');
const { VCLUSTER_CHART = '' } = process.env;
if (VCLUSTER_CHART !== '' && VCLUSTER_CHART !== 'download') print('VCLUSTER_CHART', VCLUSTER_CHART);
const charts = existsSync('charts') ? readdirSync('charts').sort() : [];
for (const chart of charts) print('subcharts', join('charts', chart, 'charts'));
logins();
if (process.argv.includes('--commits')) commits();
