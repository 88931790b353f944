#!/usr/bin/env bash
# sequential-loop.sh <helm> <kubectl> <root> <tree> <entry> <output>: renders a whole tree as a plain loop does, one
# program after the other: the entry, then kustomize and envsubst of each folder that <root>/apps names, then helm for
# each release, whose values it is given as files.
set -euo pipefail
helm=$1 kubectl=$2 root=$3 tree=$4 entry=$5 output=$6

"$kubectl" kustomize "$tree/$entry" >"$output/entry.yaml"
while read -r folder release chart; do
  export APP=${folder##*/} DOMAIN=apps.example.com
  "$kubectl" kustomize "$tree/$folder" | envsubst >"$output/$APP.yaml"
  [ -n "$release" ] || continue
  "$helm" template "$release" "$root/charts/$chart" --namespace apps --values "$root/values/$release.yaml" \
    --kube-version 1.34.0 --include-crds --skip-tests >"$output/release-$release.yaml"
done <"$root/apps"
