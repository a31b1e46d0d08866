#!/usr/bin/env bash
# Runs the tests with data on the T-SQL server of REPORTING_TEST_SQLSERVER, then parses every recorded statement with SQL Server's own parser. Without that
# variable it starts SQL Server in a container (REPORTING_TEST_SQLSERVER_IMAGE), if docker or podman works here; else it says so and tests nothing. With
# REPORTING_TEST_SQLSERVER_STOP and _START (commands that kill and start a server without other users) the server is also killed during work. With
# REPORTING_DEEP=1 three processes and fifty clients query it for two minutes.
set -uo pipefail
cd "$(dirname "$0")/.."

# One server for all test programs, which the tests also kill: therefore a plain container.
start_container() {
  local image=${REPORTING_TEST_SQLSERVER_IMAGE:-mcr.microsoft.com/mssql/server:2022-latest} password=Reporting-test-1 engine container port
  for engine in docker podman ""; do
    [ -n "$engine" ] && "$engine" info >/dev/null 2>&1 && break
  done
  if [ -z "$engine" ]; then
    echo "SKIPPED: the tests on a server. Set REPORTING_TEST_SQLSERVER to the connection string of a server on which databases may be made and dropped, or install docker or podman."
    return 1
  fi

  # The port stays the same when the container starts again.
  port=$((20000 + RANDOM % 20000))
  container=$("$engine" run --detach --publish "127.0.0.1:$port:1433" --env ACCEPT_EULA=Y --env MSSQL_PID=Developer --env MSSQL_SA_PASSWORD="$password" "$image") ||
    { echo "SKIPPED: the tests on a server. $engine could not start $image."; return 1; }
  trap '"'"$engine"'" rm --force "'"$container"'" >/dev/null' EXIT
  for _ in $(seq 90); do
    "$engine" logs "$container" 2>&1 | grep -q 'SQL Server is now ready for client connections' && break
    sleep 2
  done
  export REPORTING_TEST_SQLSERVER="Server=127.0.0.1,$port;User Id=sa;Password=$password;Encrypt=false;Connect Timeout=60"
  export REPORTING_TEST_SQLSERVER_STOP="$engine kill $container" REPORTING_TEST_SQLSERVER_START="$engine start $container"
}

[ -n "${REPORTING_TEST_SQLSERVER:-}" ] || start_container || exit 0

configuration=${1:-Release}
results=artifacts/tests-server
rm -rf "$results"
export REPORTING_RECORD_STATEMENTS=$PWD/$results/statements

dotnet build Reporting.sln -c "$configuration" --nologo -v quiet || exit 1
status=0
# Runs the projects one after the other, because they share one server. Faults come last.
for tests in Warehouse Engine Api; do
  dotnet test "tests/Reporting.$tests.Tests" -c "$configuration" --no-build --nologo -v quiet --filter "FullyQualifiedName~OnSqlServer|FullyQualifiedName~ExtrasMigrator|FullyQualifiedName~Servers|FullyQualifiedName~Faults" \
    --logger "trx;LogFileName=$tests.trx" --logger "console;verbosity=minimal" --results-directory "$results" || status=1
done
REPORTING_RECORDED_STATEMENTS=$REPORTING_RECORD_STATEMENTS \
  dotnet test tests/Repository.Tests -c "$configuration" --no-build --nologo -v quiet --filter "FullyQualifiedName~StatementsTests" --logger "console;verbosity=detailed" || status=1
exit $status
