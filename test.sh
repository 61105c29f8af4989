#!/usr/bin/env bash
# Installs what the tests need and lacks, builds once, runs every test project, and ends with one line of counts.
#
#   ./test.sh                  everything
#   ./test.sh --fast           without the browser and without the long fuzzing
#   ./test.sh Gateway Cli      only these projects
#
# Needs the .NET 10 SDK and Node 20 with npm. Chromium and fonts come from Debian where they are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export PENSTOCK_CHROMIUM="${PENSTOCK_CHROMIUM:-/usr/bin/chromium}"

fast=""
for argument in "$@"; do
  case "$argument" in
    --fast) fast=yes ;;
    -h|--help) sed -n '2,8p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 0 ;;
    -*) echo "No option $argument: see ./test.sh --help" >&2; exit 2 ;;
  esac
done

eng/install-test-tools.sh ${fast:+--fast}
if [[ -z "$fast" ]]; then
  export PENSTOCK_FUZZ_SECONDS="${PENSTOCK_FUZZ_SECONDS:-60}"
fi

began=$SECONDS
dotnet build Penstock.slnx --configuration Release --nologo -consoleLoggerParameters:NoSummary --verbosity quiet
echo "built in $((SECONDS - began)) s"

exec node eng/run-tests.mjs "$@"
