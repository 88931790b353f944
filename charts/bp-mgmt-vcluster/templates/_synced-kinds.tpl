{{- /* Kinds that a vCluster syncs to the host where a value below sync.toHost says so, with the group of each. */}}
{{- define "block.syncedKinds" -}}
ingresses: networking.k8s.io
networkPolicies: networking.k8s.io
podDisruptionBudgets: policy
serviceAccounts: "''"
volumeSnapshots: snapshot.storage.k8s.io
{{- end }}
