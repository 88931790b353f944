import { isObject, type JsonObject, type JsonValue } from '@sovereign-fleet/go-text';
import { readYaml } from '../objects/read-yaml';
import { failure, type Outcome } from '../contract/failure';

/** A chart that another one needs, as its Chart.yaml names it. */
export interface Dependency {
  readonly name: string;
  /** A version or a range of versions. */
  readonly version: string;
  /** '' where the chart has to be in `charts/` already. */
  readonly repository: string;
  /** The name that its values have in those of the parent, where it is another. */
  readonly alias?: string;
  /** Paths of values that turn it on. */
  readonly conditions?: readonly string[];
  /** The hash of its archive that was reviewed, as an annotation of the Chart.yaml says it: `sha256:<64 hex>`. */
  readonly digest?: string;
}

/** The part of a Chart.yaml that is needed to find charts. */
export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
  /** `application` or `library`, as it says. */
  readonly type?: string;
  readonly dependencies: readonly Dependency[];
  /** What its annotations say of archives of dependencies, by their names. */
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * The name, the version and the dependencies of a Chart.yaml, or what is wrong with it. Every scalar is taken as text,
 * so a version of `1.10` stays as it is. Helm checks the rest of the file when it renders the chart.
 */
export function parseChartMetadata(text: string): Outcome<ChartMetadata> {
  const document = readYaml(text, 'text');
  if (!document.ok) return failure('chart-invalid', `its Chart.yaml is not YAML: ${document.reason}`);
  const { name, version, type, dependencies, annotations } = fieldsOf(document.value);
  if (typeof name !== 'string' || !fileName.test(name))
    return failure('chart-invalid', 'its Chart.yaml has no valid name');
  if (typeof version !== 'string' || !fileName.test(version)) {
    return failure('chart-invalid', 'its Chart.yaml has no valid version');
  }
  const rows = Array.isArray(dependencies) ? (dependencies as readonly JsonValue[]).map(dependencyOf) : [];
  const nameless = rows.some((row) => row.name === '');
  if (nameless) return failure('chart-invalid', 'its Chart.yaml has a dependency without a name');
  const kind = typeof type === 'string' ? { type } : {};
  return { ok: true, value: { name, version, ...kind, dependencies: rows, digests: digestsIn(annotations) } };
}

/** An annotation of a Chart.yaml, before the name of a dependency. A lock of Helm has no hash of what is to come. */
const digestAnnotation = 'sovereign-fleet/digest.';

function digestsIn(annotations: JsonValue = null): ReadonlyMap<string, string> {
  const own = Object.entries(fieldsOf(annotations)).filter(([key]) => key.startsWith(digestAnnotation));
  return new Map(own.map(([key, value]) => [key.slice(digestAnnotation.length), textOf(value)]));
}

/** The files of a chart that name its dependencies beside the Chart.yaml, by name; in the order in which Helm reads. */
const dependencyFiles = ['requirements.yaml', 'Chart.lock', 'requirements.lock'] as const;

/**
 * The same of all files of a chart that say it: a chart of apiVersion v1 has its dependencies in requirements.yaml, and
 * a lock goes before both (Helm: chart loader; source-controller: DependencyManager).
 */
export function readChartMetadata(textOf: (name: string) => string | undefined): Outcome<ChartMetadata> {
  const text = textOf('Chart.yaml');
  if (text === undefined) return failure('chart-invalid', 'it has no Chart.yaml');
  const metadata = parseChartMetadata(text);
  if (!metadata.ok) return metadata;
  let { dependencies } = metadata.value;
  for (const name of dependencyFiles) {
    const file = textOf(name);
    const read = file === undefined ? undefined : readYaml(file, 'text');
    if (read?.ok === false) return failure('chart-invalid', `its ${name} is not YAML: ${read.reason}`);
    const rows = read === undefined ? undefined : fieldsOf(read.value)['dependencies'];
    if (Array.isArray(rows)) dependencies = (rows as readonly JsonValue[]).map(dependencyOf);
    if (dependencies.some((row) => row.name === ''))
      return failure('chart-invalid', `its ${name} has a dependency without a name`);
  }
  return withDigests({ ...metadata.value, dependencies });
}

function withDigests(metadata: ChartMetadata): Outcome<ChartMetadata> {
  const { dependencies, digests } = metadata;
  for (const [name, digest] of digests) {
    const isThere = dependencies.some((row) => row.name === name);
    if (isThere && /^sha256:[0-9a-f]{64}$/.test(digest)) continue;
    const why = isThere ? `it is "${digest}", not sha256:<64 hex>` : 'there is no such dependency';
    return failure('chart-invalid', `its Chart.yaml has a wrong annotation ${digestAnnotation}${name}: ${why}`);
  }
  const pinned = dependencies.map((row) => {
    const digest = digests.get(row.name);
    return digest === undefined ? row : { ...row, digest };
  });
  return { ok: true, value: { ...metadata, dependencies: pinned } };
}

// Both become names of files, so neither may hold a path.
const fileName = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;

function dependencyOf(row: JsonValue): Dependency {
  const { name, version, repository, alias, condition } = fieldsOf(row);
  const conditions = textOf(condition).split(',').filter(Boolean);
  return {
    name: textOf(name),
    version: textOf(version),
    repository: textOf(repository),
    ...(textOf(alias) === '' ? {} : { alias: textOf(alias) }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

function fieldsOf(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
