import fc, { type Arbitrary } from 'fast-check';
import { editedText } from './edited-text';
import { fluxObject, goodKustomization, goodRelease } from './flux-objects';
import { filesBeside, kustomizationYaml } from './kustomization-files';
import { oddText } from './odd-texts';
import { entry, type TreeInput } from './tree-input';
import { printYaml, yamlOf } from './yaml-texts';

type Texts = Readonly<Record<string, string>>;

const chartYaml = 'apiVersion: v2\nname: web\nversion: 1.0.0\nkubeVersion: ">=1.20.0"\n';
const valuesYaml = 'replicas: 1\ntext: hello\nlist: [a, b]\nimage: { repository: nginx, tag: "1.27" }\n';
const template = `{{- define "web.name" }}{{ .Release.Name | trunc 20 }}{{ end -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "web.name" . }}
  labels: { chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }} }
data:
  text: {{ .Values.text | quote }}
  all: {{ toJson .Values | quote }}
  apis: {{ .Capabilities.APIVersions.Has "cilium.io/v2" | quote }}
{{- range .Values.list }}
---
apiVersion: v1
kind: Secret
metadata: { name: {{ . | quote }}, annotations: { "helm.sh/hook": pre-install } }
stringData: { a: {{ $.Values.text | b64enc | quote }} }
{{- end }}
`;
const schema = '{"type": "object", "properties": {"replicas": {"type": "integer"}, "x": {"$ref": "#/definitions/x"}}}';

const chart: Arbitrary<Texts> = fc.record({
  'Chart.yaml': editedText(fc.constant(chartYaml), 1),
  'values.yaml': editedText(fc.constant(valuesYaml), 1),
  'more.yaml': editedText(fc.constant('text: more\n'), 1),
  'templates/all.yaml': editedText(fc.constant(template), 2),
});
const schemaOfChart: Arbitrary<Texts> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ 'values.schema.json': editedText(fc.constant(schema), 1) }) },
);

const objects = yamlOf(fluxObject);
/** Any other file may be one that breaks the build of its folder. */
const fsn1: Arbitrary<Texts> = fc.record(
  { 'apply.yaml': goodKustomization.map(printYaml), 'release.yaml': goodRelease.map(printYaml), 'one.yaml': objects },
  { requiredKeys: ['apply.yaml', 'release.yaml'] },
);
const more: Arbitrary<Texts> = fc.record(
  {
    'fsn1/two.yaml': objects,
    'fsn1/sub/three.yml': objects,
    'shared/four.yaml': objects,
    'shared/.sourceignore': oddText,
    '.sourceignore': fc.oneof(fc.constantFrom('/shared', '*.txt', '!x', '**/a*b*c'), oddText),
    'fsn1/note.txt': oddText,
    'fsn1/odd.json': oddText,
  },
  { requiredKeys: [] },
);
const ownKustomization: Arbitrary<Texts> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.constant({ 'kustomization.yaml': 'resources: [apply.yaml, release.yaml]\nnamePrefix: x-\n' }),
  },
  { weight: 1, arbitrary: fc.record({ 'kustomization.yaml': kustomizationYaml }) },
);

const links: Arbitrary<Texts> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      [`${entry}/link.yaml`]: fc.constantFrom(
        'one.yaml',
        'release.yaml',
        'none',
        '/etc/passwd',
        '../..',
        'link.yaml',
        '../shared',
      ),
    }),
  },
);

function inFolder(folder: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text]));
}

const sovereign = entry.slice(0, entry.lastIndexOf('/'));

/** A tree of one region with a chart: broken, odd, and right in parts. */
export const treeFiles: Arbitrary<TreeInput> = fc
  .record({ fsn1, more, ownKustomization, links, chart, schemaOfChart })
  .map((given) => ({
    files: {
      ...inFolder(entry, { ...given.fsn1, ...given.ownKustomization }),
      ...inFolder(sovereign, given.more),
      ...inFolder('charts/web', { ...given.chart, ...given.schemaOfChart }),
    },
    links: given.links,
  }));

/** A region that is one folder for kustomize. */
export const kustomizationTree: Arbitrary<TreeInput> = fc
  .record({ kustomization: kustomizationYaml, beside: filesBeside })
  .map(({ kustomization, beside }) => ({
    files: {
      ...inFolder(entry, { ...beside, 'kustomization.yaml': kustomization }),
      [`${sovereign}/shared/kustomization.yaml`]: 'resources: []\n',
    },
    links: {},
  }));
