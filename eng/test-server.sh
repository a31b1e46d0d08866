#!/usr/bin/env bash
# The tests that touch data, on the T-SQL server of REPORTING_TEST_SQLSERVER; then every statement they sent is read by SQL Server's own parser.
# With REPORTING_TEST_SQLSERVER_STOP and _START (commands that kill and start that server, which nobody else may be using) it is also killed
# in the midst of things, and with REPORTING_DEEP=1 asked by three processes and fifty clients for two minutes.
set -uo pipefail
cd "$(dirname "$0")/.."
: "${REPORTING_TEST_SQLSERVER:?Set it to the connection string of a server on which databases may be made and dropped.}"

configuration=${1:-Release}
results=artifacts/tests-server
rm -rf "$results"
export REPORTING_RECORD_STATEMENTS=$PWD/$results/statements

dotnet build Reporting.sln -c "$configuration" --nologo -v quiet || exit 1
status=0
# One after the other: a server of one machine, and faults last in the last of them.
for tests in Warehouse Engine Api; do
  dotnet test "tests/Reporting.$tests.Tests" -c "$configuration" --no-build --nologo -v quiet --filter "FullyQualifiedName~OnSqlServer|FullyQualifiedName~ExtrasMigrator|FullyQualifiedName~Servers|FullyQualifiedName~Faults" \
    --logger "trx;LogFileName=$tests.trx" --logger "console;verbosity=minimal" --results-directory "$results" || status=1
done
REPORTING_RECORDED_STATEMENTS=$REPORTING_RECORD_STATEMENTS \
  dotnet test tests/Repository.Tests -c "$configuration" --no-build --nologo -v quiet --filter "FullyQualifiedName~StatementsTests" --logger "console;verbosity=detailed" || status=1
exit $status
