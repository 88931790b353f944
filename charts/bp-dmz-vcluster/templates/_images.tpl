{{- /*
Every image that the vcluster chart 0.20.0 can pull with the distro k8s, also those of parts that are off and those
that vCluster itself pulls at run time; of the other distros where they are on, and of plugins: where it stands below
"vcluster", and what it is.
*/}}
{{- define "block.images" -}}
{{- $values := .Values.vcluster -}}
{{- range $path := include "block.imagePaths" $values | splitList "\n" }}
{{ $path }}: {{ include "block.image" (include "block.at" (list $values $path) | fromYaml) }}
{{- end }}
{{- range $kind := list "plugin" "plugins" }}
{{- range $name, $plugin := index $values $kind }}
{{- with get (kindIs "map" $plugin | ternary $plugin dict) "image" }}
{{ printf "%s.%s.image" $kind $name | quote }}: {{ include "block.image" (dict "it" .) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "block.imagePaths" -}}
controlPlane.statefulSet.image
controlPlane.distro.k8s.apiServer.image
controlPlane.distro.k8s.controllerManager.image
controlPlane.distro.k8s.scheduler.image
controlPlane.backingStore.etcd.deploy.statefulSet.image
controlPlane.coredns.deployment.image
sync.toHost.pods.rewriteHosts.initContainer.image
{{- range $distro := list "k0s" "k3s" }}
{{- if dig "it" false (include "block.at" (list $ (printf "controlPlane.distro.%s.enabled" $distro)) | fromYaml) }}
controlPlane.distro.{{ $distro }}.image
{{- end }}
{{- end }}
{{- end }}

{{- define "block.image" -}}
{{- $image := .it | default "" -}}
{{- if kindIs "map" $image }}
{{- printf "%s/%s:%s" ($image.registry | default "") ($image.repository | default "") (toString ($image.tag | default "")) | trimPrefix "/" | quote }}
{{- else }}
{{- toString $image | quote }}
{{- end }}
{{- end }}
