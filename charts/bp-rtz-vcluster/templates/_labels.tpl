{{- define "block.labels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
catalyst.openova.io/vcluster-role: {{ include "block.name" . }}
{{- end }}
