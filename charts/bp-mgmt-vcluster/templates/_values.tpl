{{- /* What is at the end of a path below the values, as "it"; null where there is no such way. */}}
{{- define "block.at" -}}
{{- $at := first . -}}
{{- range $key := last . | splitList "." }}
{{- if kindIs "map" $at }}
{{- $at = get $at $key }}
{{- else }}
{{- $at = "" }}
{{- end }}
{{- end }}
{{- toYaml (dict "it" $at) }}
{{- end }}

{{- /* The same as text; empty where there is nothing. */}}
{{- define "block.textAt" -}}
{{- get (include "block.at" . | fromYaml) "it" | default "" | toString }}
{{- end }}
