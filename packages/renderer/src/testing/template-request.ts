// For tests: charts on the disk, and what Helm is asked of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Chart, TemplateRequest } from '../contract/ports';
import { noTexts } from './no-texts';

/** Writes charts into a folder: what it gives takes a name and the files beside the Chart.yaml. */
export function chartsIn(folder: string): (name: string, files: Readonly<Record<string, string>>) => Chart {
  return (name, files) => writeChart(folder, name, files);
}

function writeChart(folder: string, name: string, files: Readonly<Record<string, string>>): Chart {
  const path = join(folder, name);
  const all = { 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`, ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
  const texts = { ...noTexts, hasCrds: Object.keys(files).some((file) => file.startsWith('crds/')) };
  return { path, name, version: '0.1.0', origin: 'workspace', standIns: [], digest: `sha256:${name}`, texts };
}

/** A request for a chart, with what a test changes of it. */
export const templateRequest = (of: Chart, more: Partial<TemplateRequest> = {}): TemplateRequest => ({
  chart: of,
  releaseName: 'rel',
  namespace: 'apps',
  values: '{}',
  wholeNumbers: [],
  includeCrds: true,
  skipSchemaValidation: false,
  kubeVersion: '1.34.0',
  apiVersions: [],
  onlyTheseApis: false,
  redaction: { key: '[]', redact: (objects) => objects, redactText: (text) => text },
  ...more,
});
