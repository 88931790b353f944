import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helmTemplate } from './helm';
import { kustomizeBuild } from './kustomize';
import { findHelm, findKubectl } from './programs';
import { withHelmAndKubectl } from '../testing/real-programs';
import { chartsIn, templateRequest } from '../testing/template-request';

const folder = mkdtempSync(join(tmpdir(), 'faulty-programs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const chart = chartsIn(folder);

withHelmAndKubectl('with a program that is damaged (skipped where none can be had)', () => {
  let paths: Readonly<Record<'helm' | 'kubectl', string>>;
  beforeAll(async () => {
    const [helm, kubectl] = await Promise.all([findHelm(), findKubectl()]);
    paths = { helm, kubectl };
  });

  const ways = {
    helm: (helm: string) => helmTemplate({ helm, timeoutSeconds: 60 })(templateRequest(chart('plain', {}))),
    kubectl: (kubectl: string) => kustomizeBuild({ kubectl, timeoutSeconds: 60 })(files, 'a'),
  };
  const files = new Map([['a/kustomization.yaml', 'resources: []\n']]);
  const halves = (name: 'helm' | 'kubectl', bytes: number) => readFileSync(paths[name]).subarray(0, bytes);
  const damages: readonly { what: string; of: (name: 'helm' | 'kubectl') => Uint8Array | string; says: string }[] = [
    { what: 'half of it', of: (name) => halves(name, 3_000_000), says: 'was ended by SIGSEGV' },
    { what: 'its first bytes', of: (name) => halves(name, 100), says: 'cannot be started:' },
    { what: 'an empty file', of: () => '', says: 'ended well and said nothing' },
    { what: 'another program', of: () => '#!/bin/sh\nexit 0\n', says: 'ended well and said nothing' },
  ];

  test.each(damages.flatMap((damage) => (['helm', 'kubectl'] as const).map((name) => ({ ...damage, name }))))(
    'a $name that is $what is an error with its name',
    async ({ name, what, of, says }) => {
      const path = join(folder, `${name} ${what}`);
      writeFileSync(path, of(name), { mode: 0o755 });
      const outcome = await ways[name](path);
      expect(outcome.ok ? '' : outcome.reason).toContain(`${path} ${says}`);
      expect(outcome.ok ? '' : outcome.remedy).toMatch(/[Ii]nstall it/);
    },
  );
});

describe('with a Helm that goes wrong', () => {
  const program = (text: string) => {
    const path = join(folder, 'helm');
    writeFileSync(path, `#!${process.execPath}\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const run = (helm: string) =>
    helmTemplate({ helm, timeoutSeconds: 1 })(templateRequest(chart('any', {}), { values: '{"password": "hunter2"}' }));

  test.each([
    {
      what: 'hangs',
      text: 'setTimeout(() => {}, 60000)',
      code: 'timeout',
      reason: 'helm did not end within 1 seconds and was stopped',
      remedy: 'Run it again on a machine with less to do, or mend what keeps it busy',
    },
    {
      what: 'is killed',
      text: 'process.kill(process.pid, "SIGKILL")',
      code: 'program-ended',
      reason: 'helm was ended by SIGKILL',
      remedy: 'Run it again where it has enough memory and nobody ends it',
    },
    {
      what: 'ends in silence',
      text: 'process.exitCode = 3',
      code: 'program-failed',
      reason: 'helm ended with exit code 3 and said nothing',
    },
    {
      what: 'prints no YAML',
      text: 'console.log("{a")',
      code: 'invalid-object',
      reason: "what the chart makes cannot be read: yaml: line 1: did not find expected ',' or '}'",
    },
  ])('a Helm that $what is reported', async ({ text, code, reason, remedy }) => {
    expect(await run(program(text))).toEqual({ ok: false, code, reason, remedy });
  });

  test('a Helm that is not installed is reported with a remedy', async () => {
    const reason = '/none/helm cannot be started: spawn /none/helm ENOENT';
    const remedy = 'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL';
    expect(await run('/none/helm')).toEqual({ ok: false, code: 'program-missing', reason, remedy });
  });

  test('values are in no argument of Helm and in no variable of its environment', async () => {
    const text = 'console.error(JSON.stringify([process.argv, process.env])); process.exitCode = 1';
    const outcome = await run(program(text));
    expect(outcome.ok || outcome.reason).toMatch(/--namespace=apps/);
    expect(outcome.ok || outcome.reason).not.toContain('hunter2');
  });
});
