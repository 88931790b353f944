#!/usr/bin/env bash
# assemble.sh <chart> <folder>: copies a chart into a new folder and puts its subchart vcluster beside it, so that
# nothing is written below charts/. Prints one line that says which subchart that is. It is what VCLUSTER_CHART says:
#   a path     the real chart, as an archive or a folder; a stand-in, by its version, is named as one
#   download   the real chart from its repository, by "helm dependency update"; an error where it cannot be reached
#   nothing    the stand-in beside this script: tests then give the same result everywhere, also offline
set -euo pipefail

chart=$(cd "$1" && pwd)
folder=$2
stand_in=$(cd "$(dirname "$0")" && pwd)/vcluster

mkdir "$folder"
cp -R "$chart/." "$folder"
rm -rf "$folder/charts"
mkdir "$folder/charts"

case ${VCLUSTER_CHART:-} in
  '')
    cp -R "$stand_in" "$folder/charts/vcluster"
    echo "vcluster: STAND-IN $(sed -n 's/^version: //p' "$stand_in/Chart.yaml"), not the real chart (VCLUSTER_CHART is not set)"
    ;;
  download)
    timeout 60 "${SOVEREIGN_FLEET_HELM:-helm}" dependency update "$folder" >&2
    echo 'vcluster: downloaded by helm (VCLUSTER_CHART is "download")'
    ;;
  *)
    if [ ! -e "$VCLUSTER_CHART" ]; then
      echo "VCLUSTER_CHART is $VCLUSTER_CHART: there is no such file" >&2
      exit 1
    fi
    cp -R "$VCLUSTER_CHART" "$folder/charts/"
    if [ -d "$VCLUSTER_CHART" ]; then
      metadata=$(cat "$VCLUSTER_CHART/Chart.yaml")
    else
      metadata=$(tar -xzOf "$VCLUSTER_CHART" vcluster/Chart.yaml)
    fi
    version=$(sed -n "s/^version: *[\"']*\([^\"' ]*\).*/\1/p" <<<"$metadata")
    case $version in
      *+standin*) echo "vcluster: STAND-IN $version, not the real chart: $VCLUSTER_CHART (VCLUSTER_CHART)" ;;
      *) echo "vcluster: $VCLUSTER_CHART (VCLUSTER_CHART)" ;;
    esac
    ;;
esac
