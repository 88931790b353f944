import type { FindChart } from '../contract/ports';
import { chart, fromSecret, renderExample, secret, source } from '../testing/example-release';

describe('from memory', () => {
  const noChart: FindChart = () =>
    Promise.resolve({ ok: false, code: 'chart-absent', reason: 'chart app 1.2.3: no such host' });
  const privateChart = {
    ok: false,
    code: 'chart-refused',
    reason: 'chart app 1.2.3: ghcr.io asks for credentials',
    remedy: 'Log in',
  } as const;
  const wrongChart: FindChart = () =>
    Promise.resolve({ ok: false, code: 'chart-invalid', reason: 'chart app 1.2.3: it has no Chart.yaml' });

  test.each([
    {
      what: 'a spec that Flux would not take',
      given: { spec: { suspend: 'yes' } },
      problem: {
        kind: 'failed',
        field: 'spec',
        problem: 'spec.suspend: Invalid input: expected boolean, received string',
        remedy: 'Write it as the CRD of Flux has it',
      },
    },
    {
      what: 'it is suspended',
      given: { spec: { suspend: true }, objects: [] },
      problem: {
        kind: 'suspended',
        field: 'spec.suspend',
        problem: 'it is suspended, so Flux installs nothing of it',
        remedy: 'Resume it, or remove it',
      },
    },
    {
      what: 'a kubeconfig from two places',
      given: { spec: { kubeConfig: { secretRef: { name: 'a' }, configMapRef: { name: 'b' } } }, objects: [] },
      problem: {
        kind: 'failed',
        field: 'spec',
        problem: 'spec.kubeConfig: it must have either secretRef or configMapRef',
        remedy: 'Write it as the CRD of Flux has it',
      },
    },
    {
      what: 'a kubeconfig from nowhere',
      given: { spec: { kubeConfig: {} }, objects: [] },
      problem: {
        kind: 'failed',
        field: 'spec',
        problem: 'spec.kubeConfig: it must have either secretRef or configMapRef',
        remedy: 'Write it as the CRD of Flux has it',
      },
    },
    {
      what: 'values that are not there',
      given: { spec: fromSecret },
      problem: {
        kind: 'missing-source',
        field: 'spec.valuesFrom[0]',
        problem:
          "could not resolve Secret chart values reference 'flux-system/values' with key 'values.yaml': " +
          'secrets "values" not found',
        remedy: 'Add Secret flux-system/values to the tree, set optional: true, or say in the kit who delivers it',
      },
    },
    {
      what: 'a source that is not there',
      given: { objects: [] },
      problem: {
        kind: 'missing-source',
        field: 'spec.chartRef',
        problem: 'its source OCIRepository flux-system/app is not in the tree',
        remedy: 'Add OCIRepository flux-system/app, or write it in "standIns" of the kit if the installation brings it',
      },
    },
    {
      what: 'a chart that cannot be had',
      given: { tools: { findChart: noChart } },
      problem: {
        kind: 'missing-chart',
        field: 'spec.chartRef',
        problem: 'chart app 1.2.3: no such host',
        remedy: 'Have it in charts/, or make its registry reachable; --allow-missing-charts goes on without it',
      },
    },
    {
      what: 'a chart for which nobody is logged in',
      given: { tools: { findChart: () => Promise.resolve(privateChart) } },
      problem: {
        kind: 'missing-chart',
        field: 'spec.chartRef',
        problem: 'chart app 1.2.3: ghcr.io asks for credentials',
        remedy: 'Log in; --allow-missing-charts goes on without it',
      },
    },
    {
      what: 'a chart that is there and wrong',
      given: { tools: { findChart: wrongChart } },
      problem: {
        kind: 'failed',
        field: 'spec.chartRef',
        problem: 'chart app 1.2.3: it has no Chart.yaml',
        remedy: 'Mend the chart, or what the release asks for',
      },
    },
    {
      what: 'a chart that fails with a Secret in its error, which is hidden later',
      given: {
        spec: fromSecret,
        objects: [source, secret],
        tools: {
          template: () =>
            Promise.resolve({ ok: false, code: 'program-failed', reason: "app: 'hunter2' is too short" } as const),
        },
      },
      problem: {
        kind: 'failed',
        field: 'spec',
        problem: "app: 'hunter2' is too short",
        remedy: 'Mend the values or the chart',
      },
    },
    {
      what: 'a helm that was ended',
      given: {
        tools: {
          template: () =>
            Promise.resolve({
              ok: false,
              code: 'program-ended',
              reason: 'helm was ended',
              remedy: 'Run it again',
            } as const),
        },
      },
      problem: { kind: 'failed', field: 'spec', problem: 'helm was ended', remedy: 'Run it again' },
    },
  ] as const)('a release with this problem is reported: $what', async ({ given, problem }) => {
    expect(await renderExample(given)).toMatchObject({
      releases: [],
      objects: [],
      created: [],
      problems: [{ ...problem, object: 'HelmRelease flux-system/app' }],
    });
  });

  const digest = `sha256:${'1'.repeat(64)}`;
  const pinned = (ref: Readonly<Record<string, string>>) => ({
    ...source,
    spec: { url: 'oci://registry.example/app', ref: { digest, ...ref } },
  });
  const pulled = (version: string) => ({
    findChart: () => Promise.resolve({ ok: true, value: { ...chart, version, origin: 'cache' } } as const),
  });

  test('a digest of another version is rendered as Flux takes it, and told', async () => {
    const { releases, problems } = await renderExample({
      objects: [pinned({ tag: '1.3.0' })],
      tools: pulled('1.2.3'),
    });
    expect(releases).toMatchObject([{ chart: { version: '1.2.3' } }]);
    expect(problems).toEqual([
      {
        kind: 'other-version',
        object: 'HelmRelease flux-system/app',
        field: 'spec.chartRef',
        problem: 'its digest is that of version 1.2.3, which Flux pulls, whatever the tag says: 1.3.0',
        remedy: 'Write the digest that the registry gives for 1.3.0, or the version 1.2.3',
      },
    ]);
  });

  test.each([
    { what: 'its own version', ref: { tag: '1.2.3' }, version: '1.2.3' },
    { what: 'its own version, before which people write v', ref: { tag: 'v1.2.3' }, version: '1.2.3' },
    { what: 'another build', ref: { tag: '1.2.3_b1' }, version: '1.2.3+b2' },
    { what: 'no version', ref: {}, version: '1.2.3' },
    { what: 'a tag that is no version', ref: { tag: 'latest' }, version: '1.2.3' },
  ])('nothing is told of a digest beside $what', async ({ ref, version }) => {
    expect((await renderExample({ objects: [pinned(ref)], tools: pulled(version) })).problems).toEqual([]);
  });

  test.each([
    { ref: { tag: '1.2.3' } },
    { ref: { tag: 'v1.2.3' } },
    { ref: { semver: '1.x' } },
    { ref: {}, told: 'its digest does' },
    { ref: { tag: 'main' }, told: 'its tag main does' },
    { ref: { tag: '1.2.3_b1' }, told: 'its tag 1.2.3_b1 does' },
  ])('a chart of the workspace is not compared with a digest, beside which is $ref', async ({ ref, told }) => {
    const { problems } = await renderExample({ objects: [pinned(ref)] });
    const rest = "not say which version it is, and version 1.2.3 of the workspace's chart app stands for it";
    expect(problems.map(({ kind, problem }) => `${kind} ${problem}`)).toEqual(
      told === undefined ? [] : [`assumed ${told} ${rest}`],
    );
  });
});

test('a chart that reads which Helm renders it is told of', async () => {
  const findChart: FindChart = () =>
    Promise.resolve({ ok: true, value: { ...chart, texts: { ...chart.texts, readsHelmVersion: true } } });
  const { problems } = await renderExample({ tools: { findChart } });
  expect(problems.map(({ kind, field, problem }) => `${kind} ${field}: ${problem}`)).toEqual([
    'assumed spec.chartRef: chart app reads .Capabilities.HelmVersion, which in Flux is that of the library in it, ' +
      'such as v4.2, and here that of the Helm that renders',
  ]);
});

describe('a chart whose schema refers to a host', () => {
  const outsideSchemas = ['https://schemas.example/a.json'];
  const findChart: FindChart = () =>
    Promise.resolve({ ok: true, value: { ...chart, texts: { ...chart.texts, outsideSchemas } } });

  test('it is rendered without that schema, which is told', async () => {
    const { releases, problems } = await renderExample({ tools: { findChart } });
    expect(releases).toHaveLength(1);
    expect(problems).toEqual([
      {
        kind: 'assumed',
        object: 'HelmRelease flux-system/app',
        field: 'spec.chartRef',
        problem:
          'a values.schema.json of chart app refers to https://schemas.example/a.json, which nothing here asks for: ' +
          'whether the values meet that schema is known in the cluster alone',
        remedy: 'Put what it refers to into the schema, or set spec.install.disableSchemaValidation',
      },
    ]);
  });

  test('nothing is told where the release checks no schema', async () => {
    const spec = { install: { disableSchemaValidation: true } };
    expect((await renderExample({ spec, tools: { findChart } })).problems).toEqual([]);
  });
});
