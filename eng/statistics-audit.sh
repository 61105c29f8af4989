#!/usr/bin/env bash
# Asks every statistical method ten thousand times about worlds whose truth is known, and writes what came out to
# docs/statistics-audit.md. The short form of the same cases, 2,000 runs each, is part of ./test.sh.
#
#   eng/statistics-audit.sh            10,000 runs a case
#   eng/statistics-audit.sh 50000      more
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export PENSTOCK_AUDIT_RUNS="${1:-10000}"
project=test/Penstock.Statistics.Tests

dotnet build "$project" --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary
exec dotnet artifacts/bin/Penstock.Statistics.Tests/release/Penstock.Statistics.Tests.dll -explicit only -method '*The_long_form_is_written*' -showLiveOutput
