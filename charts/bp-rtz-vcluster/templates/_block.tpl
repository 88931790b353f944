{{- /* The only template that differs between the charts of the building blocks. */}}

{{- define "block.name" -}}
rtz
{{- end }}

{{- define "block.key" -}}
rtzVcluster
{{- end }}
