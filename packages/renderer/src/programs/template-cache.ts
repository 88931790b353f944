import { createHmac } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseJson, printJson } from '@sovereign-fleet/go-text';
import { memoize } from './memoize';
import { mebibyte } from './output-limit';
import { renderAlone } from './render-alone';
import type { Outcome } from '../contract/failure';
import type { Redaction, TemplateChart, TemplatedObjects, TemplateRequest } from '../contract/ports';
import { type Cache, cacheIn } from '../disk/cache';
import { writePrivateFile } from '../disk/whole-file';

export interface TemplateCacheOptions {
  readonly folder: string;
  /** Such as `v4.2.3`: another Helm may render otherwise. If it is a failure, that is the answer to every request. */
  readonly helmVersion: Promise<Outcome<string>>;
  /**
   * Makes names of entries unguessable, since values may hold a short secret, and seals their contents. Fingerprints
   * may depend on nothing but this key: entries of another key are not found.
   */
  readonly key: string;
  /** The time of the run. Entries that nobody used for 30 days are removed. */
  readonly now: Date;
}

export interface CachedTemplates {
  readonly template: TemplateChart;
  /** How many charts Helm has really rendered so far. */
  readonly renderCount: () => number;
  /** What is to be said of renders that could not be kept. */
  readonly notes: () => readonly string[];
}

/** Increase it when what is stored, what is hidden in it, or its form changes. */
const format = 11;

/**
 * Renders each request at most once in a run, also if it fails, and not at all if the folder has the objects of an
 * equal request. A damaged entry is replaced. A failure is not stored. The answer is the same whether it is new or
 * stored, and redacted as the request says. What cannot be stored is in `notes`. Never rejects.
 */
export function cachedTemplates(template: TemplateChart, options: TemplateCacheOptions): CachedTemplates {
  let started = 0;
  const count: TemplateChart = (request) => {
    started += 1;
    return template(request);
  };
  const cache = cacheIn(options.folder);
  const prepared = prepare(options).catch(cache.lose);
  const findOrRender = memoize(
    keyOf,
    async (request: KeptRequest): Promise<Outcome<TemplatedObjects>> => {
      const helmVersion = await options.helmVersion;
      if (!helmVersion.ok) return helmVersion;
      const file = join(options.folder, nameOfEntry(helmVersion.value, request, options));
      const render = () => renderInto(file, request, { ...options, template: count, cache });
      try {
        await prepared;
        return (await readEntry(file, options)) ?? (await renderAlone(file, () => readEntry(file, options), render));
      } catch (error) {
        cache.lose(error); // no claim could be made
        return render();
      }
    },
    { most: mostKept, isKept: (_request, answer) => !answer.ok || (sizes.get(answer.value) ?? 0) <= largestKept },
  );
  const templateOnce: TemplateChart = (request) => {
    const { redaction } = request;
    return redaction === 'none' ? count(request) : findOrRender({ ...request, redaction });
  };
  return { template: templateOnce, renderCount: () => started, notes: cache.notes };
}

/** A request whose answer has nothing to hide in it. */
type KeptRequest = TemplateRequest & { readonly redaction: Redaction };

/** Renders of a run that are kept in memory: the folder has the others. */
const mostKept = 2000;
const largestKept = 4 * mebibyte;

/** Of what charts make, as text. */
const sizes = new WeakMap<TemplatedObjects, number>();

/** Everything that decides the output. The chart counts by its digest, since it may be at another path. */
function keyOf(request: KeptRequest): string {
  const { chart, releaseName, namespace, values, wholeNumbers, kubeVersion, apiVersions, redaction } = request;
  const { includeCrds, skipSchemaValidation, onlyTheseApis } = request;
  const flags = [wholeNumbers, includeCrds, skipSchemaValidation, onlyTheseApis];
  return JSON.stringify([chart.digest, releaseName, namespace, values, flags, kubeVersion, apiVersions, redaction.key]);
}

function nameOfEntry(helmVersion: string, request: KeptRequest, { key }: TemplateCacheOptions): string {
  return `${sealOf(JSON.stringify([format, helmVersion, keyOf(request)]), key)}.json`;
}

function sealOf(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

const day = 24 * 60 * 60 * 1000;

/** Makes the folder private to its owner, and removes what nobody used for 30 days, parts left by a crash too. */
async function prepare({ folder, now }: TemplateCacheOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if ((await ageOf(file, now)) > 30 * day) await rm(file, { recursive: true, force: true });
  }
}

/** How long a file has not been used. 0 if it is gone, since another process may remove entries too. */
async function ageOf(file: string, now: Date): Promise<number> {
  const there = await stat(file).catch(() => undefined);
  return there === undefined ? 0 : now.getTime() - there.mtimeMs;
}

/** The objects of an entry, or undefined if it is missing or damaged. */
async function readEntry(
  file: string,
  { key, now }: TemplateCacheOptions,
): Promise<Outcome<TemplatedObjects> | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const body = text.slice(text.indexOf('\n') + 1);
  if (text !== entryOf(file, body, key)) return undefined;
  if ((await ageOf(file, now)) > day) await utimes(file, now, now).catch(() => undefined); // it may be gone by now
  return { ok: true, value: objectsOf(body) };
}

interface RenderToKeep {
  readonly template: TemplateChart;
  readonly cache: Cache;
}

async function renderInto(
  file: string,
  request: KeptRequest,
  { template, key, cache }: Pick<TemplateCacheOptions, 'key'> & RenderToKeep,
): Promise<Outcome<TemplatedObjects>> {
  const rendered = await template(request);
  if (!rendered.ok) return rendered;
  const body = printJson(withoutSecrets(rendered.value, request.redaction));
  await writePrivateFile(file, entryOf(file, body, key)).catch(cache.lose); // a full disk fails no render
  return { ok: true, value: objectsOf(body) };
}

function withoutSecrets({ crds, objects, unknownHooks }: TemplatedObjects, { redact, redactText }: Redaction) {
  const hooks = unknownHooks === undefined ? {} : { unknownHooks: unknownHooks.map(redactText) };
  return { crds: redact(crds), objects: redact(objects), ...hooks };
}

/** The seal covers the name too, so an entry under another name does not count. */
function entryOf(file: string, body: string, key: string): string {
  return `${sealOf(`${basename(file)}\n${body}`, key)}\n${body}`;
}

function objectsOf(body: string): TemplatedObjects {
  const objects = parseJson(body) as TemplatedObjects; // our own text: its seal was checked, or we have just written it
  sizes.set(objects, body.length);
  return objects;
}
