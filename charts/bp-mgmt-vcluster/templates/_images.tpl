{{- /*
Every image that the vcluster chart 0.20.0 can pull with the distro k8s, also those of parts that are off and those
that vCluster itself pulls at run time: where it stands below "vcluster", and what it is.
*/}}
{{- define "block.images" -}}
{{- $controlPlane := .Values.vcluster.controlPlane -}}
{{- $k8s := $controlPlane.distro.k8s -}}
controlPlane.statefulSet.image: {{ include "block.image" $controlPlane.statefulSet.image }}
controlPlane.distro.k8s.apiServer.image: {{ include "block.image" $k8s.apiServer.image }}
controlPlane.distro.k8s.controllerManager.image: {{ include "block.image" $k8s.controllerManager.image }}
controlPlane.distro.k8s.scheduler.image: {{ include "block.image" $k8s.scheduler.image }}
controlPlane.backingStore.etcd.deploy.statefulSet.image: {{ include "block.image" $controlPlane.backingStore.etcd.deploy.statefulSet.image }}
controlPlane.coredns.deployment.image: {{ $controlPlane.coredns.deployment.image | default "" | quote }}
sync.toHost.pods.rewriteHosts.initContainer.image: {{ .Values.vcluster.sync.toHost.pods.rewriteHosts.initContainer.image | default "" | quote }}
{{- end }}

{{- define "block.image" -}}
{{- $image := . | default dict -}}
{{ printf "%s/%s:%s" ($image.registry | default "") ($image.repository | default "") ($image.tag | default "") | quote }}
{{- end }}
