import { join } from 'node:path';
import { outputFolder, regionFolder } from '@sovereign-fleet/domain';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import type { Files } from './repository';

export const kustomizations = 95;
export const releases = 46;
const chartNames = Array.from({ length: 12 }, (_, at) => `bp-app-${at}`);

const entry = regionFolder('sovereign-0001.fleet.example.com', 'fsn1');
const folderOf = (at: number): string => `${entry}-apps/app-${at}`;

/**
 * A tree as people have them, in the place of the first example's region: an entry, a Kustomization for each folder of
 * an app, a release in every second one. Their charts have some dozen templates, and three have definitions.
 * `apps` has a line for each folder, and for its release: what a loop over it has to know.
 */
export function writeWholeTree(root: string): void {
  const apps = Array.from({ length: kustomizations - 1 }, (_, at) => at);
  const tree: Files = {
    [`${entry}/kustomization.yaml`]: 'resources: [flux-system.yaml, apps.yaml]\n',
    [`${entry}/flux-system.yaml`]: `${source}---\n${kustomization('flux-system', `./${entry}`)}`,
    [`${entry}/apps.yaml`]: apps
      .map((at) => kustomization(`app-${at}`, `./${folderOf(at)}`, variables(at)))
      .join('---\n'),
    ...Object.fromEntries(apps.flatMap((at) => Object.entries(appFiles(at)))),
  };
  const lines = apps.map((at) => [folderOf(at), ...(hasRelease(at) ? [`app-${at}`, chartOf(at)] : [])].join(' '));
  const values = apps.filter(hasRelease).map((at) => [`values/app-${at}.yaml`, valuesOf(at)] as const);
  writeFiles(root, { apps: `${lines.join('\n')}\n`, ...Object.fromEntries(values), ...chartFiles() });
  writeFiles(join(root, outputFolder), tree);
}

function hasRelease(at: number): boolean {
  return at < 2 * releases && at % 2 === 0;
}

function chartOf(at: number): string {
  return chartNames[at % chartNames.length] ?? '';
}

const source = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec: { interval: 1m, url: 'https://git.example.com/platform/fleet', ref: { branch: main } }
`;

function kustomization(name: string, path: string, more = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 10m
  path: ${path}
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
${more}`;
}

function variables(at: number): string {
  return `  postBuild: { substitute: { APP: app-${at}, DOMAIN: apps.example.com } }\n`;
}

function appFiles(at: number): Files {
  const folder = folderOf(at);
  const resources = ['app.yaml', ...(hasRelease(at) ? ['release.yaml'] : [])];
  const kustomizationFile =
    `namespace: apps\nresources: [${resources.join(', ')}]\ncommonAnnotations: { team: platform }\n` +
    `configMapGenerator: [{ name: settings-${at}, files: [settings.json] }]\n`;
  return {
    [`${folder}/kustomization.yaml`]: kustomizationFile,
    [`${folder}/settings.json`]: `${JSON.stringify(Object.fromEntries(words(at, 40)), undefined, 2)}\n`,
    [`${folder}/app.yaml`]: appObjects,
    ...(hasRelease(at) ? { [`${folder}/release.yaml`]: release(at) } : {}),
  };
}

const appObjects = `apiVersion: apps/v1
kind: Deployment
metadata: { name: '\${APP}' }
spec:
  selector: { matchLabels: { app: '\${APP}' } }
  template:
    metadata: { labels: { app: '\${APP}' } }
    spec:
      containers:
        - { name: main, image: 'registry.example.com/\${APP}:1.0.0', ports: [{ containerPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: '\${APP}' }
spec: { selector: { app: '\${APP}' }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: '\${APP}' }
spec:
  rules:
    - host: '\${APP}.\${DOMAIN}'
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: '\${APP}', port: { number: 80 } } } }] }
`;

function release(at: number): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: app-${at} }
spec: { interval: 15m, url: 'oci://registry.example.com/${chartOf(at)}', ref: { tag: 1.0.0 } }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: release-${at} }
spec:
  interval: 15m
  releaseName: app-${at}
  chartRef: { kind: OCIRepository, name: app-${at} }
  values:
${valuesOf(at).replace(/^(?=.)/gm, '    ')}`;
}

function valuesOf(at: number): string {
  const env = words(at, 30).map(([name, value]) => `  ${name}: ${value}\n`);
  const image = `image: { repository: registry.example.com/app-${at}, tag: 1.${at}.0 }`;
  return `replicas: ${1 + (at % 3)}\n${image}\nenv:\n${env.join('')}`;
}

function words(at: number, count: number): readonly (readonly [string, string])[] {
  return Array.from({ length: count }, (_, one) => [`SETTING_${one}`, `value-${at}-of-setting-${one * 7}`]);
}

function chartFiles(): Files {
  return Object.fromEntries(
    chartNames.flatMap((name, at) => [
      [`charts/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nappVersion: 1.0.0\n`],
      [`charts/${name}/values.yaml`, `replicas: 1\nimage: { repository: x, tag: x }\nenv: {}\nresources: {}\n`],
      [`charts/${name}/templates/_helpers.tpl`, helpers],
      ...Array.from({ length: 12 }, (_, one) => [`charts/${name}/templates/part-${one}.yaml`, part(one)]),
      ...(at % 4 === 0 ? [[`charts/${name}/crds/definitions.yaml`, definitions(at)]] : []),
    ]) as readonly (readonly [string, string])[],
  );
}

const helpers = `{{- define "app.name" -}}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{- end }}
{{- define "app.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}
`;

function part(one: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "app.name" . }}-${one}
  labels: {{- include "app.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: { part: '${one}' } }
  template:
    metadata: { labels: { part: '${one}' } }
    spec:
      containers:
        - name: main
          image: {{ printf "%s:%s" .Values.image.repository .Values.image.tag }}
          env:
            {{- range $name, $value := .Values.env }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
          resources: {{- toYaml .Values.resources | nindent 12 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "app.name" . }}-${one}
  labels: {{- include "app.labels" . | nindent 4 }}
spec: { selector: { part: '${one}' }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "app.name" . }}-${one}
  labels: {{- include "app.labels" . | nindent 4 }}
`;
}

/** As long as those of a chart with some of its own. */
function definitions(at: number): string {
  const fields = Array.from({ length: 250 }, (_, one) => {
    const description = `Field ${one} says how the controller treats the objects that this one selects, and when.`;
    return `                field${one}: { type: string, description: '${description}' }\n`;
  });
  return Array.from({ length: 3 }, (_, one) => {
    const name = `kind${at}x${one}`;
    return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${name}s.app-${at}.example.com }
spec:
  group: app-${at}.example.com
  scope: Namespaced
  names: { kind: Kind${at}x${one}, plural: ${name}s, singular: ${name}, listKind: Kind${at}x${one}List }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
${fields.join('')}`;
  }).join('---\n');
}
