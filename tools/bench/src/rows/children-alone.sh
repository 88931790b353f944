#!/usr/bin/env bash
# children-alone.sh <helm> <kubectl> <tree> <region's folder> <charts> <output of naive-render.sh> <cores>
# Runs only the programs that a render of the region starts: two kustomize at once and a third, then every helm, as many
# at once as there are cores, with the same settings. Their output is thrown away. No render can be faster.
set -euo pipefail
helm=$1 kubectl=$2 tree=$3 region=$4 charts=$5 values=$6 cores=$7
export GOGC=off GOMEMLIMIT=512MiB LANG=zh_TW.UTF-8

"$kubectl" kustomize "$tree/$region" >/dev/null &
"$kubectl" kustomize "$tree/$region/bootstrap-kit" >/dev/null &
wait
"$kubectl" kustomize "$tree/$region/bootstrap-kit-ready" >/dev/null

running=0
while read -r chart release namespace; do
  if ((running == cores)); then
    wait -n
    running=$((running - 1))
  fi
  "$helm" template "$release" "$charts/$chart" --namespace "$namespace" --values "$values/$release.values" \
    --kube-version 1.34.0 --include-crds --skip-tests >/dev/null &
  running=$((running + 1))
done <"$values/releases"
wait
