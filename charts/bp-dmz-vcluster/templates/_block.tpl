{{- /* The only template that differs between the charts of the building blocks. */}}

{{- define "block.name" -}}
dmz
{{- end }}

{{- define "block.key" -}}
dmzVcluster
{{- end }}
