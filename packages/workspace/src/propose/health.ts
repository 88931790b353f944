import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Sovereign } from '@sovereign-fleet/domain';
import type { Campaign, Health, ObservedHealth } from '@sovereign-fleet/pull-request';
import { commitHealth } from '@sovereign-fleet/pull-request/octokit';
import { parse } from 'yaml';
import { z } from 'zod';
import type { OpenForge } from './open-forge';

export interface HealthSettings {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** What was reported of commits; a clone has none. */
  readonly reports: OpenForge['reports'] | undefined;
  /** `<fqdn>/<region>` of a Sovereign, each of which has to report. */
  readonly clustersOf: (sovereign: string) => readonly string[];
}

const unknown: ObservedHealth = { state: 'unknown' };

/** Reads the health of a campaign's members from the source that it names. After any failure it is unknown. */
export function healthFrom(source: Campaign['health'], settings: HealthSettings): Health {
  if (source.from === 'file') return healthFromFile(join(settings.root, source.path));
  if (source.from === 'command') return healthFromCommand(source.command, settings);
  const { reports = noReports, clustersOf } = settings;
  const { statuses, commitsFrom } = reports;
  return commitHealth({ statuses, commitsFrom, clustersOf });
}

/** The clusters of a Sovereign as statuses of commits name them: `<fqdn>/<region>`. */
export function clustersOf({ fqdn, regions }: Pick<Sovereign, 'fqdn' | 'regions'>): readonly string[] {
  return regions.map(({ key }) => `${fqdn}/${key}`);
}

const noReports: NonNullable<OpenForge['reports']> = {
  statuses: () => Promise.resolve([]),
  commitsFrom: (commit) => Promise.resolve([commit]),
};

const HealthFile = z.record(
  z.string(),
  z.strictObject({ state: z.enum(['healthy', 'unhealthy']), since: z.union([z.iso.datetime(), z.date()]) }),
);

/** `acme: { state: healthy, since: 2026-01-05T10:00:00Z }` for each Sovereign, as YAML or JSON; read once. */
function healthFromFile(file: string): Health {
  const members = readMembers(file);
  const healthOf = (name: string) =>
    members.ok ? (members.value.get(name) ?? unknown) : unknownBecause(members.reason);
  return { of: (sovereign) => Promise.resolve(healthOf(sovereign)) };
}

function unknownBecause(reason: string): ObservedHealth {
  return { state: 'unknown', reason };
}

function readMembers(file: string): Outcome<ReadonlyMap<string, ObservedHealth>, 'unreadable'> {
  try {
    const members = HealthFile.parse(parse(readFileSync(file, 'utf8')));
    const entries = Object.entries(members).map(
      ([name, { state, since }]) => [name, { state, since: new Date(since) }] as const,
    );
    return { ok: true, value: new Map(entries) };
  } catch {
    const reason = `${file} is not there, or not \`<name>: { state: healthy, since: <time> }\` for each Sovereign`;
    return { ok: false, code: 'unreadable', reason };
  }
}

const seconds = 60;

/**
 * A program that gets the Sovereign and the commit as its last arguments: it ends with 0 where it is healthy and with 1
 * where it is not, and may print since when (RFC 3339). It gets no credentials of ours.
 */
function healthFromCommand(
  [program = '', ...args]: readonly string[],
  { root, environment, now }: HealthSettings,
): Health {
  const env = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^SOVEREIGN_FLEET_GITHUB_|^(GH|GITHUB)_TOKEN$/.test(name)),
  );
  return {
    of: (sovereign, commit) => {
      const options = { cwd: root, env, encoding: 'utf8', timeout: seconds * 1000, stdio: 'pipe', input: '' } as const;
      const { status, stdout, error } = spawnSync(program, [...args, sovereign, commit], options);
      if (status !== 0 && status !== 1) {
        return Promise.resolve(
          unknownBecause(`${program} ended with ${error?.message ?? String(status)}, not with 0 or 1`),
        );
      }
      const since = z.iso.datetime({ offset: true }).safeParse(stdout.trim());
      const state = status === 0 ? 'healthy' : 'unhealthy';
      return Promise.resolve({ state, since: since.success ? new Date(since.data) : now() });
    },
  };
}
