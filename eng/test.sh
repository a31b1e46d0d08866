#!/usr/bin/env bash
# Builds, runs every test project and ends with 'N passed, N failed, N skipped', counted from the result files.
set -uo pipefail
cd "$(dirname "$0")/.."

configuration=${1:-Release}
results=artifacts/tests
rm -rf "$results"

# Tests start hundreds of short-lived processes and hosts. Profiles for a later optimisation do not pay in them, nor does the double mapping of compiled code.
# Code is compiled a second time, optimised, only after 512 calls (0x200) instead of 30.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_TC_CallCountThreshold=200

# Analyzers take more than half of the time of a build. 'dotnet build' and CI (.ci/run) run them.
export RunAnalyzers=${RunAnalyzers:-false}

# One compiler for all projects starts and warms up once. It would stay for ten minutes.
UseSharedCompilation=true dotnet build Reporting.sln -c "$configuration" --nologo -v quiet
status=$?
dotnet build-server shutdown --vbcscompiler >/dev/null
[ "$status" -eq 0 ] || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
dotnet test Reporting.sln -c "$configuration" --no-build --nologo -v quiet --logger "trx" --logger "console;verbosity=minimal" --results-directory "$results"
status=$?

# The failed tests once more, near the end where they are seen: name, then the first lines of the message.
awk '/<UnitTestResult / { name = ""; if (/outcome="Failed"/ && match($0, /testName="[^"]*"/)) { name = substr($0, RSTART + 10, RLENGTH - 11); print "FAILED " name; left = 8 } }
     name != "" && /<Message>/ { inside = 1 }  inside && left-- > 0 { print "    " $0 }  /<\/Message>/ { inside = 0 }' "$results"/*.trx 2>/dev/null

# <Counters total="5" executed="4" passed="3" failed="1" … />: tests that were not executed are skipped ones.
counts=$(cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | tr ' ' '\n' | tr -d '"' |
  awk -F= '/^total=/ {t += $2} /^executed=/ {e += $2} /^passed=/ {p += $2} END {printf "%d %d %d", p, e - p, t - e}')
read -r passed failed skipped <<<"$counts"
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
echo "$passed passed, $failed failed, $skipped skipped"
[ "$status" -eq 0 ] && [ "$passed" -gt 0 ]
