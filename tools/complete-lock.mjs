// Adds to package-lock.json the optional platform packages (native binaries for other systems) that the registry in
// use could not supply. npm leaves them out without a word, and `npm ci` then refuses the lock; docs/decisions/0006.
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

const byPath = ([a], [b]) => Number(a > b) - Number(a < b);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'The lock is complete.' : `Added ${added.length} to the lock: ${added.join(', ')}`);
