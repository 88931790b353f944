{{- /* Whoever meets one of the objects can tell that the real chart did not make it. */}}
{{- define "standIn.annotations" -}}
annotations:
  catalyst.openova.io/stand-in: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "standIn.labels" -}}
labels:
  app: vcluster
  chart: vcluster-{{ .Chart.AppVersion }}
  heritage: {{ .Release.Service }}
  release: {{ .Release.Name }}
{{- end }}

{{- /* The reference of an image, from the values' root and the image: as the real chart makes it. */}}
{{- define "standIn.image" -}}
{{- $registry := .root.Values.controlPlane.advanced.defaultImageRegistry | default .image.registry -}}
{{ printf "%s/%s:%s" $registry .image.repository (.image.tag | default .root.Chart.AppVersion) | quote }}
{{- end }}
