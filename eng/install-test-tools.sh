#!/usr/bin/env bash
# Installs what the tests need and the machine lacks: Chromium with fonts (Debian), the vendors' SDKs (npm).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fast="${1:-}"

for tool in dotnet node npm; do
  if ! command -v "$tool" >/dev/null; then
    echo "$tool is missing: the tests need the .NET 10 SDK and Node 20 with npm." >&2
    exit 2
  fi
done

install_packages() {
  local as_root=()
  if [[ "$(id -u)" -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing, and installing them needs root or sudo: $*" >&2
      return 1
    fi

    as_root=(sudo)
  fi

  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if [[ "$fast" != "--fast" && ! -x "${PENSTOCK_CHROMIUM:-/usr/bin/chromium}" ]]; then
  echo "installing Chromium"
  install_packages chromium fonts-inter fonts-dejavu-core
fi

# The lock file's copy inside node_modules says what is installed, so a second run costs nothing.
if ! cmp -s test/sdk/package-lock.json test/sdk/node_modules/.penstock-lock.json; then
  echo "installing the vendors' SDKs"
  npm ci --prefix test/sdk --ignore-scripts --no-audit --no-fund --loglevel error
  cp test/sdk/package-lock.json test/sdk/node_modules/.penstock-lock.json
fi
