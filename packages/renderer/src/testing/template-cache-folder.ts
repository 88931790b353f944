import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../contract/failure';
import type { Redaction, TemplateChart, TemplatedObjects, TemplateRequest } from '../contract/ports';
import { noTexts } from './no-texts';
import { cachedTemplates, type CachedTemplates, type TemplateCacheOptions } from '../programs/template-cache';

// For tests: a cache of renders in a folder of its own, a request to it, and a render without Helm.

export const now = new Date('2026-03-01T00:00:00Z');
export const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);

/** Replaces the data of Secrets by the number of secrets that it knows, and secrets in texts by stars. */
export const redactionOf = (...secrets: readonly string[]): Redaction => ({
  key: JSON.stringify(secrets),
  redact: (objects) =>
    objects.map((object) =>
      object.kind === 'Secret' ? { ...object, stringData: { redacted: secrets.length } } : object,
    ),
  redactText: (text) => secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text),
});

export const request: TemplateRequest = {
  chart: {
    path: '/somewhere/bp-x',
    name: 'bp-x',
    version: '0.1.0',
    origin: 'workspace',
    standIns: [],
    digest: `sha256:${'a'.repeat(64)}`,
    texts: noTexts,
  },
  releaseName: 'x',
  namespace: 'mgmt',
  values: '{"pin":"4711"}',
  wholeNumbers: [],
  includeCrds: true,
  skipSchemaValidation: false,
  kubeVersion: '1.34.0',
  apiVersions: ['a/v1', 'b/v1'],
  onlyTheseApis: false,
  redaction: redactionOf('4711'),
};

/** Renders without Helm: a Secret that holds the values, and a ConfigMap with the name of the release. */
export const render: TemplateChart = ({ values, releaseName }) =>
  Promise.resolve({
    ok: true,
    value: {
      crds: [],
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 's' },
          stringData: JSON.parse(values) as Record<string, string>,
        },
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: releaseName, labels: {} },
          data: { größe: '1', zero: -0 },
        },
      ],
    },
  });

/** What the cache gives for `request`. */
export const answer: Outcome<TemplatedObjects> = {
  ok: true,
  value: {
    crds: [],
    objects: [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { redacted: 1 } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels: {} }, data: { größe: '1', zero: 0 } },
    ],
  },
};

export const helm = (value: string): Promise<Outcome<string>> => Promise.resolve({ ok: true, value });

interface CacheFolder {
  /** It does not exist until the first run. */
  readonly path: string;
  /** The cache as a new run opens it. */
  readonly run: (more?: Partial<TemplateCacheOptions>, template?: TemplateChart) => CachedTemplates;
  /** The names of the files in the folder. */
  readonly entries: () => readonly string[];
  /** The path of the first one. */
  readonly entry: () => string;
}

/** A folder for each test of the file. */
export function cacheFolder(): CacheFolder {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'template-cache-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const path = (): string => join(root, 'renders');
  const entries = (): readonly string[] => readdirSync(path()).sort();
  return {
    get path() {
      return path();
    },
    run: (more, template = render) =>
      cachedTemplates(template, { folder: path(), helmVersion: helm('v4.2.3'), key: 'a key', now, ...more }),
    entries,
    entry: () => join(path(), entries()[0] ?? ''),
  };
}
