#!/usr/bin/env bash
# Makes the pictures of docs/gallery from generated data: the first pages of each report's PDF in three languages, the sheets of its workbook, and the pages.
set -euo pipefail

configuration=${1:-Release}
cd "$(dirname "$0")/.."
gallery=docs/gallery
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for program in pdftoppm soffice chromium-headless-shell; do
  command -v "$program" >/dev/null 2>&1 || { echo "The gallery needs $program; eng/install.sh test installs it as root on Debian." >&2; exit 1; }
done

dotnet build src/Reporting.Api -c "$configuration" --nologo -v quiet
export Warehouse__ConnectionString="Data Source=$work/gallery.db" Logging__LogLevel__Default=Warning
reporting() { dotnet "src/Reporting.Api/bin/$configuration/net10.0/reporting.dll" "$@"; }
reporting migrate >/dev/null
reporting demo generate --engagements 300 --seed 7 >/dev/null

rm -f "$gallery"/*.png
shrink() { # a palette reduces them to a third
  if command -v mogrify >/dev/null 2>&1; then mogrify -colors 96 -define png:compression-level=9 "$@"; fi
}

beginnings() { # the cover, and the pages whose first line after the marking is a title of "$work/titles"
  pdftotext "$1" - | awk -v titles="$work/titles" 'BEGIN { while ((getline line < titles) > 0) known[line] = 1; RS = "\f" } { n = split($0, lines, "\n"); i = 1; while (i < n && (lines[i] == "" || lines[i] ~ /^(Invented data|Handling: )/)) i++; if (NR == 1 || lines[i] in known) print NR }'
}

page() { # page REPORT NAME=VALUE…: its pictures are REPORT-pdf-1.png …, REPORT-hi-1.png …, REPORT-he-1.png … and REPORT-sheet-1.png …
  local report=$1; shift
  local settings=(); for pair in "$@"; do settings+=(--set "$pair"); done
  reporting report "$report" --format pdf "${settings[@]}" --out "$work/$report.pdf" >/dev/null
  reporting report "$report" --format xlsx "${settings[@]}" --out "$work/$report.xlsx" >/dev/null
  soffice "-env:UserInstallation=file://$work/office" --headless --convert-to pdf --outdir "$work/sheets" "$work/$report.xlsx" >/dev/null 2>&1
  pdftoppm -r 60 -png -l 3 "$work/$report.pdf" "$work/$report-pdf"
  for lang in hi he; do
    reporting report "$report" --format pdf "${settings[@]}" --set lang=$lang --out "$work/$report-$lang.pdf" >/dev/null
    pdftoppm -r 60 -png -l 2 "$work/$report-$lang.pdf" "$work/$report-$lang"
  done
  # One picture for each sheet: a sheet begins on a page that starts with its title.
  local n=0
  for p in $(beginnings "$work/sheets/$report.pdf"); do
    n=$((n + 1))
    [ "$n" -gt 9 ] && break
    pdftoppm -r 60 -png -f "$p" -l "$p" -singlefile "$work/sheets/$report.pdf" "$work/$report-sheet-$n"
  done
  for picture in "$work/$report"-pdf-*.png "$work/$report"-h[ie]-*.png "$work/$report"-sheet-*.png; do
    local name; name=$(basename "$picture" | sed -E 's/-(pdf|hi|he)-0+/-\1-/')
    cp "$picture" "$gallery/$name"
  done
}

# The titles of all sections. A sheet begins where a title is the first line of a page.
grep -hoE '^ +titles: \{en: .*\}$' reports/*.yml | sed -E 's/^ +titles: \{en: "?//; s/"?(, hi: .*)?\}$//' > "$work/titles"
printf 'Allocated engagements by domain and year\n' >> "$work/titles"

organisation=$(reporting query --measures engagements --by organisation | grep -oE 'demo-ministry-a-of-india-[0-9]+' | head -1)
page cooperation-by-year-and-domain from=2016 to=2025
page yearly-review year=2025
page domain-profile domain=cyber-security years=2016..2025
page participant-profile organisation="$organisation" years=2016..2025
page country-pair country=IN partner=IL years=2016..2025
page country-pairs
page data-quality
page no-contact-since
# The generated data have no commitments.
export Warehouse__ConnectionString="Data Source=$work/reference.db"
reporting migrate >/dev/null
reporting import reports/reference-data/engagements.csv >/dev/null
page follow-up
export Warehouse__ConnectionString="Data Source=$work/gallery.db"
bash eng/screenshots.sh "src/Reporting.Api/bin/$configuration/net10.0/reporting.dll" "$gallery"
shrink "$gallery"/*.png

{
  echo '# Gallery'
  echo
  echo 'Every report that ships, made by `make gallery` over 300 invented engagements; that of commitments over the reference data. Each shows the first pages of its PDF in English, Hindi and Hebrew, then the sheets of its workbook.'
  echo 'LibreOffice prints the sheets, without the sparklines that Excel shows.'
  echo
  echo '## The pages'
  echo
  echo 'See [pages.md](../pages.md).'
  echo
  echo '![The reports page](page-reports.png)'
  echo '![A report with its filters](page-report.png)'
  echo '![The same on a phone](page-report-phone.png)'
  for report in cooperation-by-year-and-domain yearly-review domain-profile participant-profile country-pair country-pairs no-contact-since follow-up data-quality; do
    echo
    echo "## $(sed -n 's/^  en: //p' "reports/$report.yml" | head -1)"
    echo
    echo "$(sed -n 's/^  en: //p' "reports/$report.yml" | sed -n 2p) Definition: [$report.yml](../../reports/$report.yml)."
    echo
    for picture in "$gallery/$report"-pdf-*.png; do
      name=$(basename "$picture" .png); echo "![Page ${name##*-}]($name.png)"
    done
    echo
    for lang in hi he; do
      for picture in "$gallery/$report-$lang"-*.png; do
        name=$(basename "$picture" .png); echo "![$([ $lang = hi ] && echo Hindi || echo Hebrew) ${name##*-}]($name.png)"
      done
    done
    echo
    for picture in $(ls "$gallery/$report"-sheet-*.png | sort -V); do
      name=$(basename "$picture" .png); echo "![Sheet ${name##*-}]($name.png)"
    done
  done
} > "$gallery/README.md"
du -sh "$gallery"
