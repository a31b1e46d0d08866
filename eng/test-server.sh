#!/usr/bin/env bash
# Runs the tests with data on the T-SQL server of REPORTING_TEST_SQLSERVER, then parses every recorded statement with SQL Server's own parser. With
# REPORTING_TEST_SQLSERVER_STOP and _START (commands that kill and start a server without other users) the server is also killed during work. With
# REPORTING_DEEP=1 three processes and fifty clients query it for two minutes.
set -uo pipefail
cd "$(dirname "$0")/.."
: "${REPORTING_TEST_SQLSERVER:?Set it to the connection string of a server on which databases may be made and dropped.}"

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
