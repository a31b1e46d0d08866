#!/usr/bin/env bash
# Times the usual queries against the textbook's star join and our bare statements, then as a reader and under row rules. Prints Markdown for
# docs/performance.md. Other benchmarks by second word: 'duckdb' compares with DuckDB. 'exports' compares a full sheet with reading, deflating and ClosedXML
# (docs/performance-exports.md). 'columns' compares a million rows as Arrow and Parquet with JSON. 'feed' compares the flat set of the OData feed with a bare statement (docs/performance-odata.md). 'pdf' compares a warm PDF
# with Chromium alone, 'pdf-memory' measures eight at once. 'backup' times a backup and its restore. 'telemetry' compares requests with and without metrics. 'pages' times the page of a report: its first view and clicks.
set -euo pipefail
cd "$(dirname "$0")/.."

configuration=${1:-Release}
rounds=${ROUNDS:-9}
sizes=${SIZES:-10000 100000 1000000}
what=${2:-questions}
[ "$what" = questions ] || [ "$what" = duckdb ] || [ "$what" = pages ] || sizes=1000000
[ "$what" = pages ] && sizes=${SIZES:-10000 1000000}
[ "$what" = pdf ] && sizes=10000
mkdir -p artifacts/bench

dotnet build Reporting.sln -c "$configuration" --nologo -v quiet
program="src/Reporting.Api/bin/$configuration/net10.0/reporting.dll"
case $what in
  telemetry) python3 benchmarks/telemetry_cost.py "$program" "${ROUNDS:-12}" | tee artifacts/bench/telemetry.md; exit ;;
  backup) python3 benchmarks/backup_time.py "$program" | tee artifacts/bench/backup.md; exit ;;
  pdf-memory) python3 benchmarks/pdf_memory.py "$program" | tee artifacts/bench/pdf-memory.md; exit ;;
esac

# Files of an older program are migrated.
for size in $sizes; do
  [ ! -f "artifacts/bench/$size.db" ] || Warehouse__ConnectionString="Data Source=$PWD/artifacts/bench/$size.db" \
    dotnet "$program" migrate
  [ -f "artifacts/bench/$size.db" ] || Warehouse__ConnectionString="Data Source=$PWD/artifacts/bench/$size.db" \
    dotnet "$program" demo generate --engagements "$size" --seed 1
done

if [ "$what" = duckdb ]; then
  dotnet build benchmarks/Reporting.Anchor -c "$configuration" --nologo -v quiet
  # shellcheck disable=SC2086
  dotnet "benchmarks/Reporting.Anchor/bin/$configuration/net10.0/Reporting.Anchor.dll" artifacts/bench "$rounds" $sizes | tee artifacts/bench/duckdb.md
  exit
fi

if [ "$what" = pages ]; then
  # shellcheck disable=SC2086
  dotnet "benchmarks/Reporting.Benchmarks/bin/$configuration/net10.0/Reporting.Benchmarks.dll" artifacts/bench "$rounds" $sizes pages | tee artifacts/bench/pages.md
  exit
fi

if [ "$what" != questions ]; then
  dotnet "benchmarks/Reporting.Benchmarks/bin/$configuration/net10.0/Reporting.Benchmarks.dll" artifacts/bench "${ROUNDS:-3}" "$what" | tee "artifacts/bench/$what.md"
  exit
fi

# shellcheck disable=SC2086
dotnet "benchmarks/Reporting.Benchmarks/bin/$configuration/net10.0/Reporting.Benchmarks.dll" artifacts/bench "$rounds" $sizes growth | tee artifacts/bench/results.md
# shellcheck disable=SC2086
dotnet "benchmarks/Reporting.Benchmarks/bin/$configuration/net10.0/Reporting.Benchmarks.dll" artifacts/bench "$rounds" $sizes callers | tee -a artifacts/bench/results.md
