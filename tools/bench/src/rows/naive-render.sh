#!/usr/bin/env bash
# naive-render.sh <helm> <kubectl> <tree> <region's folder> <charts> <output>: renders a region as a person does it by
# hand, one program after the other: kustomize of the entry, kustomize and envsubst of the bootstrap kit, kustomize of
# what tells that it is ready, one helm for each HelmRelease. It knows no more of Flux than the trees that the benchmark
# makes need.
set -euo pipefail
helm=$1 kubectl=$2 tree=$3 region=$4 charts=$5 output=$6

"$kubectl" kustomize "$tree/$region" >"$output/entry.yaml"
while IFS='=' read -r name value; do export "$name=$value"; done < <(
  awk '/^    substitute:/ { on = 1; next } on && !/^      / { on = 0 }
       on { gsub(/"/, ""); sub(/^ +/, ""); sub(/: /, "="); print }' "$output/entry.yaml"
)
"$kubectl" kustomize "$tree/$region/bootstrap-kit" | envsubst >"$output/kit.yaml"
"$kubectl" kustomize "$tree/$region/bootstrap-kit-ready" >"$output/ready.yaml"

# The values of each HelmRelease to a file, and a line "chart release namespace" for it.
awk -v output="$output" '
  function done() {
    if (kind != "HelmRelease") return
    print chart, release, namespace
    printf "%s", values > (output "/" release ".values")
  }
  /^---/ { done(); kind = values = ""; on = 0; next }
  /^kind: / { kind = $2 }
  /^  [^ ]/ { on = $1 == "values:"; in_ref = $1 == "chartRef:" }
  in_ref && /^    name: / { chart = $2 }
  /^  releaseName: / { release = $2 }
  /^  targetNamespace: / { namespace = $2 }
  on && /^    / { values = values substr($0, 5) "\n" }
  END { done() }' "$output/kit.yaml" >"$output/releases"

while read -r chart release namespace; do
  "$helm" template "$release" "$charts/$chart" --namespace "$namespace" --values "$output/$release.values" \
    --kube-version 1.34.0 --include-crds --skip-tests >"$output/release-$release.yaml"
done <"$output/releases"
