# People and CI use the same commands.
.PHONY: run test test-deep test-faults test-server bench bench-backup bench-columns bench-duckdb bench-exports bench-feed bench-pages bench-pdf bench-pdf-memory bench-telemetry clients gallery

CONFIGURATION := Release

# Starts the service in Development on http://localhost:5080 and prints its URLs. Builds without analyzers.
run:
	@bash eng/install.sh run
	@RunAnalyzers=false ASPNETCORE_ENVIRONMENT=$${ASPNETCORE_ENVIRONMENT:-Development} dotnet run --project src/Reporting.Api -c $(CONFIGURATION) --no-launch-profile -- serve

# The tests of CI, built without analyzers: 'dotnet build' and CI run them. Ends with 'N passed, N failed, N skipped'.
test:
	@bash eng/install.sh test
	@bash eng/test.sh $(CONFIGURATION)

# The tests at full size: random queries, faults, large files.
test-deep:
	@REPORTING_DEEP=1 bash eng/install.sh test
	@REPORTING_DEEP=1 bash eng/test.sh $(CONFIGURATION)

# The tests marked [Trait("Category", "Faults")] at full length: killed processes, hostile requests, broken relays. The mail test takes minutes and stops after forty.
test-faults:
	@bash eng/install.sh test
	@RunAnalyzers=false dotnet build Reporting.sln -c $(CONFIGURATION) --nologo -v quiet
	@REPORTING_FAULTS=1 dotnet test Reporting.sln -c $(CONFIGURATION) --no-build --nologo -m:1 --filter Category=Faults --logger "console;verbosity=detailed"

# The same tests on the T-SQL server of REPORTING_TEST_SQLSERVER, else on SQL Server in a container; see eng/test-server.sh.
test-server:
	@bash eng/test-server.sh $(CONFIGURATION)

# The fifteen usual queries at three sizes. Creates the files once, in artifacts/bench. Takes about a quarter of an hour.
bench:
	@bash eng/bench.sh $(CONFIGURATION)

# The usual queries, compared with DuckDB over its own file of the same star. Restores a package of 400 MB.
bench-duckdb:
	@bash eng/bench.sh $(CONFIGURATION) duckdb

# A full sheet of rows, compared with reading, deflating, and ClosedXML.
bench-exports:
	@bash eng/bench.sh $(CONFIGURATION) exports

# A backup while questions are answered, and its restore.
bench-backup:
	@bash eng/bench.sh $(CONFIGURATION) backup

# A million rows as Arrow and Parquet, compared with JSON.
bench-columns:
	@bash eng/bench.sh $(CONFIGURATION) columns

# Half a million rows of the OData feed, compared with one bare statement and Utf8JsonWriter.
bench-feed:
	@bash eng/bench.sh $(CONFIGURATION) feed

# The page of the first report: its first view and clicks, at three sizes, beside its queries alone.
bench-pages:
	@bash eng/bench.sh $(CONFIGURATION) pages

# A warm PDF of the first report, compared with Chromium printing the same HTML alone.
bench-pdf:
	@bash eng/bench.sh $(CONFIGURATION) pdf

# Memory of the server and its browser during eight PDFs at once, brief and full.
bench-pdf-memory:
	@bash eng/bench.sh $(CONFIGURATION) pdf-memory

# Processor time of requests with metrics, compared with the same requests without.
bench-telemetry:
	@bash eng/bench.sh $(CONFIGURATION) telemetry

# Packages with clients of the API in C#, TypeScript and Python, in artifacts/clients.
clients:
	@bash eng/install.sh test
	@bash eng/clients.sh $(CONFIGURATION)

# Pictures of every report's pages and sheets, and of the pages in the browser, for docs/gallery.
gallery:
	@bash eng/install.sh test
	@bash eng/gallery.sh $(CONFIGURATION)
