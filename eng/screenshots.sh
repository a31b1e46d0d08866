#!/usr/bin/env bash
# Screenshots of the pages on a desktop and a phone: eng/screenshots.sh PROGRAM FOLDER. Uses the database of the settings.
set -euo pipefail

program=$1
folder=$2
port=${SCREENSHOTS_PORT:-5079}
log=$(mktemp)
ASPNETCORE_ENVIRONMENT=Development dotnet "$program" serve --urls "http://127.0.0.1:$port" >"$log" 2>&1 &
server=$!
trap 'kill $server; wait $server 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 60); do curl -sf -o /dev/null "http://127.0.0.1:$port/health/ready" && break; sleep 1; done

browser=$(command -v chromium-headless-shell || command -v chromium)
sandbox=$([ "$(id -u)" = 0 ] && echo --no-sandbox || true)
shot() { # shot NAME WIDTH,HEIGHT ADDRESS
  "$browser" --headless $sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=10000 --window-size="$2" --screenshot="$folder/$1.png" "http://127.0.0.1:$port$3" >/dev/null 2>&1
}

question='from=2016&to=2025&domain=artificial-intelligence&domain=cyber-security&domain=space'
shot page-reports 1280,1030 /
shot page-report 1280,1100 "/reports/cooperation-by-year-and-domain?$question"
shot page-report-phone 390,1500 "/reports/cooperation-by-year-and-domain?$question"
