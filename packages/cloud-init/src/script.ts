import type { NodeFile } from './inputs';
import { paths } from './node-config';
import { type StepSource, steps } from './steps';

/**
 * The program that cloud-init runs once on a node. It can be run again: a step that has its marker is left out. What
 * fails is named in the file `failed`, and is the exit code.
 */
export function phaseZeroScript(file: NodeFile, where: string, source: StepSource): string {
  const own = steps
    .filter(({ on }) => on.includes(file))
    .map(({ code, name, body }) => ({ code, name, lines: body(source) }))
    .filter(({ lines }) => lines.length > 0);
  const functions = own.map(({ name, lines }) => `${name}() {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`);
  const calls = own.map(({ code, name }) => `step ${code} ${name}\n`);
  const helpers = file === 'control-plane' ? [fetching, applying] : [fetching];
  return [head(where), ...helpers, ...functions, `${calls.join('')}touch "$markers/done"\n`].join('\n');
}

function head(where: string): string {
  return `#!/bin/bash
# Phase 0 of ${where}.
# Run it again after a failure: what is done has a marker in ${paths.markers},
# and "failed" there names the step that was not.
set -euo pipefail
export HOME=\${HOME:-/root} KUBECONFIG=/etc/rancher/k3s/k3s.yaml PATH=$PATH:/usr/local/bin
markers=${paths.markers}
mkdir -p "$markers"

# step <exit code> <function>
step() {
  local status
  if [ -e "$markers/$2" ]; then return; fi
  echo "phase-zero: $2"
  set +e
  (set -e; "$2")
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    echo "$1 $2" >"$markers/failed"
    echo "phase-zero: $2 failed with $status, and the steps behind it were not begun" >&2
    exit "$1"
  fi
  rm -f "$markers/failed"
  touch "$markers/$2"
}
`;
}

const fetching = `# retry <times> <seconds> <command>...
retry() {
  local times=$1 pause=$2
  shift 2
  for _ in $(seq "$times"); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep "$pause"
  done
  "$@"
}

# fetch <url> <sha256> <file>
fetch() {
  curl --fail --silent --show-error --location --retry 5 --max-time 900 --output "$3.part" "$1"
  echo "$2  $3.part" | sha256sum --check --status
  mv "$3.part" "$3"
}
`;

const applying = `# apply <what kubectl creates>
apply() {
  local object
  object=$(k3s kubectl create "$@" --dry-run=client --output=yaml)
  echo "$object" | k3s kubectl apply --filename=-
}
`;
