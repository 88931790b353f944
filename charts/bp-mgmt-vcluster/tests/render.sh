#!/usr/bin/env bash
# The contracts of this chart, by "helm template": off renders nothing; on with an empty image tag fails and says so; on
# renders the namespace, its policy and the vCluster, into which Flux can install. Helm is SOVEREIGN_FLEET_HELM, or the
# one in PATH. Whatever cannot be checked fails. The same text in each of the vCluster charts.
set -euo pipefail

helm=${SOVEREIGN_FLEET_HELM:-helm}
chart=$(cd "$(dirname "$0")/.." && pwd)
name=$(sed -n 's/^name: //p' "$chart/Chart.yaml")
block=${name#bp-}
block=${block%-vcluster}
label=hz-fsn-rtz-prod

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "FAIL $name: $*" >&2
  exit 1
}

render() {
  "$helm" template "$block-vcluster" "$work/chart" --namespace "$block" "$@" >"$work/out" 2>"$work/err"
}

on=(
  --set "${block}Vcluster.enabled=true"
  --set "${block}Vcluster.regionLabel=$label"
  --set "vcluster.controlPlane.statefulSet.scheduling.nodeSelector.openova\.io/region=$label"
)

version=$("$helm" version --short) || fail "there is no helm ($helm); set SOVEREIGN_FLEET_HELM"
echo "$name, helm $version"
"$chart/../testdata/assemble.sh" "$chart" "$work/chart" || fail 'its subchart cannot be had'

render || fail "default values do not render: $(cat "$work/err")"
! grep -q '[^[:space:]]' "$work/out" || fail "default values render something: $(cat "$work/out")"
echo 'ok   off by default: nothing is rendered'

! render "${on[@]}" --set vcluster.controlPlane.statefulSet.image.tag= || fail 'an empty image tag renders'
grep -q 'statefulSet.image is ".*", with an empty image tag' "$work/err" ||
  fail "an empty image tag fails for another reason: $(cat "$work/err")"
echo 'ok   an empty image tag fails'

render "${on[@]}" || fail "it does not render when on: $(cat "$work/err")"
for kind in Namespace NetworkPolicy StatefulSet Service; do
  grep -q "^kind: $kind\$" "$work/out" || fail "there is no $kind when on"
done
echo 'ok   on: Namespace, NetworkPolicy, StatefulSet and Service'

config=$(sed -n 's/^  config\.yaml: "\{0,1\}\([A-Za-z0-9+/=]*\).*/\1/p' "$work/out" | base64 -d)
grep -q '^    namespace: flux-system$' <<<"$config" || fail 'its kubeconfig does not go to flux-system'
grep -A2 '^kind: Role$' "$work/out" | grep -q "^  name: $block-vcluster-kubeconfig\$" ||
  fail 'no Role lets it write its kubeconfig'
grep -q 'kubernetes.io/metadata.name: "flux-system"$' "$work/out" || fail 'its policy does not admit flux-system'
echo 'ok   on: its kubeconfig is for Flux, and its policy admits Flux'
