#!/usr/bin/env bash
# Builds what is compared, installs the peer, and runs one scenario or all of them.
#
#   bench/run.sh                         throughput, latency, streams and memory
#   bench/run.sh throughput --rounds 7   one scenario
#   bench/run.sh allocation              bytes per operation against bench/budgets.json; fails when over
#   bench/run.sh records                 ledger writes, and questions over two million traces
#   bench/run.sh cancellation            how soon a provider is told that its caller left
#   bench/run.sh statistics              nanoseconds and bytes per observation of every running form; MMD and bootstrap; fails when over
#
# Options: --rounds N, --seconds S, --warm-up S, --rate R, --streams N, --memory-seconds S, --server FILE (another build of Penstock.Server.dll), --systems direct,yarp,portkey,penstock,
# --keep-disturbed (keep measurements that other processes disturbed: for trying things out only).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

needs_peer=yes
case "${1:-}" in
  allocation|records|cancellation|statistics) needs_peer="" ;;
esac
if [[ -n "$needs_peer" ]] && ! cmp -s bench/peer/package-lock.json bench/peer/node_modules/.penstock-lock.json; then
  npm ci --prefix bench/peer --ignore-scripts --no-audit --no-fund --loglevel error
  cp bench/peer/package-lock.json bench/peer/node_modules/.penstock-lock.json
fi

for project in src/Penstock.Simulator src/Penstock.Server bench/Penstock.Bench; do
  dotnet build "$project" --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary
done

# The driver reads answers on the thread that polls the sockets: fewer switches, so more of the machine for what is measured.
export DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1
driver=(dotnet artifacts/bin/Penstock.Bench/release/Penstock.Bench.dll)
exec "${driver[@]}" "$@"
