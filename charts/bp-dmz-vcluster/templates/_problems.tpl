{{- /* What is wrong with the values, the release or the subchart: a line each, with what to do. Nothing when off. */}}
{{- define "block.problems" -}}
{{- $block := include "block.name" . -}}
{{- $key := include "block.key" . -}}
{{- $values := index .Values $key | default dict -}}
{{- if not (kindIs "bool" $values.enabled) }}
{{ $key }}.enabled is {{ toJson $values.enabled }}, and Helm takes all but a boolean for true. Write true or false, without quotes.
{{- else if $values.enabled }}
{{- include "block.releaseProblems" . }}
{{- include "block.labelProblems" . }}
{{- include "block.imageProblems" . }}
{{- end }}
{{- end }}

{{- define "block.releaseProblems" -}}
{{- $block := include "block.name" . -}}
{{- $version := .Subcharts.vcluster.Chart.Version -}}
{{- if ne .Release.Namespace $block }}
The namespace of the release is "{{ .Release.Namespace }}". Install it into "{{ $block }}" (helm: --namespace, Flux: spec.targetNamespace).
{{- end }}
{{- if ne .Release.Name (printf "%s-vcluster" $block) }}
The name of the release is "{{ .Release.Name }}", but the exported kubeconfig leads to the Service "{{ $block }}-vcluster". Name the release "{{ $block }}-vcluster" (Flux: spec.releaseName).
{{- end }}
{{- if not (or (eq $version "0.20.0") (hasPrefix "0.20.0+" $version)) }}
The vcluster chart in charts/ is of version {{ $version }}; these values were written for 0.20.0, and later ones read them otherwise. Run "helm dependency update".
{{- end }}
{{- end }}

{{- define "block.labelProblems" -}}
{{- $key := include "block.key" . -}}
{{- $label := (index .Values $key).regionLabel -}}
{{- $selected := dig "controlPlane" "statefulSet" "scheduling" "nodeSelector" "openova.io/region" nil .Values.vcluster -}}
{{- if not (kindIs "string" $label) }}
{{ $key }}.regionLabel is {{ toJson $label }}, not a string. Set it to what the region's nodes carry in openova.io/region, and quote what YAML would read as something else.
{{- else if not $label }}
{{ $key }}.regionLabel is empty. Set it to what the region's nodes carry in openova.io/region.
{{- else if ne (toJson $label) (toJson $selected) }}
{{ $key }}.regionLabel is "{{ $label }}", but vcluster.controlPlane.statefulSet.scheduling.nodeSelector has {{ toJson $selected }} for openova.io/region. Set both to the same: the first is checked, the second places the pod.
{{- end }}
{{- end }}

{{- define "block.imageProblems" -}}
{{- $key := include "block.key" . -}}
{{- $proxies := printf "%s/proxy-" (index .Values $key).registryMirror -}}
{{- with dig "controlPlane" "advanced" "defaultImageRegistry" "" .Values.vcluster }}
vcluster.controlPlane.advanced.defaultImageRegistry is "{{ . }}": the vcluster chart puts it before every image, also before those that name the mirror. Leave it empty, and set the registry of each image.
{{- end }}
{{- range $path, $image := include "block.images" . | fromYaml }}
{{- if not (hasPrefix $proxies $image) }}
vcluster.{{ $path }} is "{{ $image }}", which is outside the mirror. Let it begin with "{{ $proxies }}", or set {{ $key }}.registryMirror to the mirror that it should come through.
{{- end }}
{{- if not (regexMatch ":[^/:\\s]+(@.+)?$" $image) }}
vcluster.{{ $path }} is "{{ $image }}", with an empty image tag. Set the tag: without one the vcluster chart or the registry would choose.
{{- end }}
{{- end }}
{{- end }}
