# People and CI use the same commands.
.PHONY: run test test-deep test-faults test-server bench bench-exports bench-feed bench-pdf gallery

CONFIGURATION := Release

# Serves in Development on http://localhost:5080 and prints the useful URLs.
run:
	@bash eng/install.sh run
	@ASPNETCORE_ENVIRONMENT=$${ASPNETCORE_ENVIRONMENT:-Development} dotnet run --project src/Reporting.Api -c $(CONFIGURATION) --no-launch-profile -- serve

# What CI runs; ends with 'N passed, N failed, N skipped'.
test:
	@bash eng/install.sh test
	@bash eng/test.sh $(CONFIGURATION)

# The full counts that the issues name: random questions, faults, large files.
test-deep:
	@bash eng/install.sh test
	@REPORTING_DEEP=1 bash eng/test.sh $(CONFIGURATION)

# The tests marked [Trait("Category", "Faults")] at their full length: killed processes, hostile requests, broken relays. The one of mail takes some minutes, and gives up after forty.
test-faults:
	@bash eng/install.sh test
	@dotnet build Reporting.sln -c $(CONFIGURATION) --nologo -v quiet
	@REPORTING_FAULTS=1 dotnet test Reporting.sln -c $(CONFIGURATION) --no-build --nologo -m:1 --filter Category=Faults --logger "console;verbosity=detailed"

# The same tests on the T-SQL server that REPORTING_TEST_SQLSERVER names; see eng/test-server.sh.
test-server:
	@bash eng/test-server.sh $(CONFIGURATION)

# The fifteen usual questions at three sizes; makes the files it needs once, in artifacts/bench. About a quarter of an hour.
bench:
	@bash eng/bench.sh $(CONFIGURATION)

# A full sheet of rows, against reading them, deflating them, and ClosedXML.
bench-exports:
	@bash eng/bench.sh $(CONFIGURATION) exports

# Half a million rows of the OData feed, against one bare statement and Utf8JsonWriter.
bench-feed:
	@bash eng/bench.sh $(CONFIGURATION) feed

# A warm PDF of the first report, against Chromium printing the same HTML alone.
bench-pdf:
	@bash eng/bench.sh $(CONFIGURATION) pdf

# Pictures of every shipped report's pages and sheets, and of the pages in the browser, into docs/gallery.
gallery:
	@bash eng/install.sh test
	@bash eng/gallery.sh $(CONFIGURATION)
