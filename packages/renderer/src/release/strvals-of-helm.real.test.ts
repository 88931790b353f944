import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { printJson, setLine, type Values } from '@sovereign-fleet/go-text';
import { exampleValues, refused, set } from '@sovereign-fleet/go-text/testing';
import { findHelm } from '../programs/programs';
import { withHelm } from '../testing/real-programs';

withHelm('the real helm (skipped where no helm can be had)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'strvals-'));
  let helm: string;

  beforeAll(async () => {
    helm = await findHelm();
    mkdirSync(join(folder, 'templates'));
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: c\nversion: 0.1.0\n');
    writeFileSync(join(folder, 'templates/values.yaml'), 'json: {{ toJson .Values | b64enc }}\n');
    writeFileSync(join(folder, 'before.yaml'), JSON.stringify(exampleValues()));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The values that Helm makes of a line. A null without a default in the chart counts as no value. */
  const byHelm = async (line: string): Promise<unknown> => {
    const args = ['template', 'r', folder, '--values', join(folder, 'before.yaml'), '--set', line];
    const outcome = await promisify(execFile)(helm, args).catch((error: unknown) => error as { stderr: string });
    if (!('stdout' in outcome) || outcome.stdout === '') return outcome.stderr.trim().replace(/^.*--set data: /s, '');
    const json = /json: (.*)/.exec(outcome.stdout)?.[1] ?? '';
    return withoutNulls(JSON.parse(Buffer.from(json, 'base64').toString('utf8')) as Values);
  };
  const withoutNulls = (values: Values): unknown =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

  test.each([...set, ...refused])('Helm and we read $line alike', async ({ line }) => {
    const ours = setLine(line, exampleValues());
    const values = ours.ok ? (JSON.parse(printJson(ours.value)) as Values) : {};
    expect(await byHelm(line)).toEqual(ours.ok ? withoutNulls(values) : ours.reason);
  });
});
