#!/usr/bin/env bash
# Installs missing programs for `run` or `test` if it may (root on Debian). Otherwise prints what to install.
set -euo pipefail

purpose=${1:-run}
missing=()

need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}

need_font() { # need_font NAME PACKAGE
  { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list | grep -i "$1")" ]; } || missing+=("$2")
}

if ! command -v dotnet >/dev/null 2>&1; then
  echo "The .NET SDK 10.0 is missing: install it from your distribution or https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 1
fi

# The build takes the scripts of the pages from npm packages.
command -v npm >/dev/null 2>&1 || missing+=(npm)
# Chromium's headless shell prints with less memory and time than the whole browser. Tests open hundreds of pages in it.
if ! command -v chromium >/dev/null 2>&1 || [ "$purpose" = test ]; then
  need chromium-headless-shell chromium-headless-shell
fi
need_font NotoSansDevanagari fonts-noto-core
need_font NotoSansHebrew fonts-noto-core
need qpdf qpdf
if [ "$purpose" = test ]; then
  need curl curl
  need pdftotext poppler-utils
  need soffice libreoffice-calc-nogui
  if [ "${REPORTING_DEEP:-}" = 1 ]; then
    need prometheus prometheus
  fi
  # Java runs the generator of the Python client.
  need java default-jre-headless
  /usr/bin/python3 -c 'import urllib3, dateutil, certifi, six' 2>/dev/null || missing+=(python3-urllib3 python3-dateutil python3-certifi python3-six)
  /usr/bin/python3 -c 'import openpyxl' 2>/dev/null || missing+=(python3-openpyxl)
  /usr/bin/python3 -c 'import xlsxwriter' 2>/dev/null || missing+=(python3-xlsxwriter)
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing+=(python3-aiosmtpd)
  /usr/bin/python3 -c 'import pandas' 2>/dev/null || missing+=(python3-pandas)
  { command -v Rscript >/dev/null 2>&1 && Rscript -e 'library(jsonlite)' >/dev/null 2>&1; } || missing+=(r-base-core r-cran-jsonlite)

  # Clients of the OData feed and the API, SheetJS, and the readers and checkers of files and pages, in the versions of their lockfiles. Without them their tests are skipped.
  for clients in odata-clients api-clients/typescript api-clients/python mcp-clients spreadsheet-writers page-checks release-checks column-readers telemetry-receivers ${REPORTING_DEEP:+api-rules}; do
    folder=$(dirname "$0")/../tests/$clients
    if ! command -v npm >/dev/null 2>&1; then
      echo "npm is missing: the tests with the packages of $clients are skipped." >&2
    elif [ ! "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
      npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >/tmp/reporting-npm.log 2>&1 || echo "npm ci did not work (see /tmp/reporting-npm.log): the tests with the packages of $clients are skipped." >&2
    fi
  done
  # Generates a C# client of the OpenAPI document. Without it that test is skipped.
  dotnet tool restore >/tmp/reporting-tools.log 2>&1 || echo "dotnet tool restore did not work (see /tmp/reporting-tools.log): the test with NSwag is skipped." >&2
fi

[ ${#missing[@]} -eq 0 ] && exit 0

mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends fontconfig "${missing[@]}"; } >/dev/null 2>/tmp/reporting-install.log && exit 0
  echo "That did not work (see /tmp/reporting-install.log)." >&2
fi

echo "Missing: ${missing[*]}. The build needs npm; PDF files$([ "$purpose" = test ] && echo ' and the tests that look at files') need the others. Everything else works without." >&2
