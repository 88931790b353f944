// Adds to package-lock.json the optional platform packages (native binaries for other systems) that the registry in
// use could not supply. npm leaves them out without a word, and `npm ci` then refuses the lock; docs/decisions/0006.
// Then it asks the registry for what is said of each entry without an integrity, and lists those that it does not have.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systems = /\b(darwin|win32|linux|freebsd|android|aix|sunos|netbsd|openbsd|openharmony)\b/;
const processors = /\b(x64|arm64|arm|ia32|ppc64|s390x|riscv64|loong64|mips64el)\b/;

function isLocked(name, version) {
  return Object.entries(lock.packages).some(
    ([path, entry]) => path.endsWith(`node_modules/${name}`) && entry.version === version,
  );
}

/** A lock entry without an integrity, which npm skips on the systems that it is not for. */
function entryFor(name, version, parent) {
  const os = systems.exec(name)?.[1];
  const cpu = processors.exec(name)?.[1];
  const libc = name.includes('musl') ? 'musl' : os === 'linux' ? 'glibc' : undefined;
  return {
    version,
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(libc && { libc: [libc] }),
    ...(parent.dev && { dev: true }),
    optional: true,
  };
}

const added = [];
const optional = Object.values(lock.packages).flatMap((entry) =>
  Object.entries(entry.optionalDependencies ?? {}).map(([name, version]) => ({ name, version, entry })),
);
for (const { name, version, entry } of optional) {
  // A native binary is asked for by one exact version.
  if (!/^\d/.test(version) || isLocked(name, version)) continue;
  lock.packages[`node_modules/${name}`] = entryFor(name, version, entry);
  added.push(`${name}@${version}`);
}

/** What npm writes into a lock of a package, or undefined where the registry does not have it. */
function askRegistry(name, version) {
  const fields = ['dist.integrity', 'os', 'cpu', 'libc'];
  const args = ['view', `${name}@${version}`, ...fields, '--json'];
  try {
    const said = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { ...said, integrity: said['dist.integrity'] };
  } catch {
    return undefined;
  }
}

/** In npm's order. A system that the name said and the package does not is no condition of it. */
function completeEntry({ version, dev, optional }, said) {
  return {
    version,
    integrity: said.integrity,
    ...(said.cpu && { cpu: [said.cpu].flat() }),
    ...(dev && { dev }),
    ...(said.libc && { libc: [said.libc].flat() }),
    ...(optional && { optional }),
    ...(said.os && { os: [said.os].flat() }),
  };
}

const absent = [];
let completed = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path.includes('node_modules/') || entry.link || entry.integrity) continue;
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const said = askRegistry(name, entry.version);
  if (said?.integrity === undefined) absent.push(`${name}@${entry.version}`);
  else {
    lock.packages[path] = completeEntry(entry, said);
    completed += 1;
  }
}

const byPath = ([a], [b]) => Number(a > b) - Number(a < b);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
if (added.length > 0) console.log(`Added ${added.length} to the lock: ${added.join(', ')}`);
if (completed > 0) console.log(`Gave ${completed} their integrity`);
if (absent.length > 0) {
  console.log(`The registry has no integrity of ${absent.join(', ')}: list them in lock-integrity.test.ts`);
} else console.log('The lock is complete.');
