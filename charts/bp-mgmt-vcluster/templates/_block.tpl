{{- /* The only template that differs between the charts of the building blocks. */}}

{{- define "block.name" -}}
mgmt
{{- end }}

{{- define "block.key" -}}
mgmtVcluster
{{- end }}
