#!/usr/bin/env bash
# Writes packages with clients of the API, made from its OpenAPI document: clients.sh CONFIGURATION [DOCUMENT FOLDER [LANGUAGE…]]. Without a document the program is
# started over the reference data and asked for it; the packages then go to artifacts/clients. A language without its generator is left out, with the reason.
set -euo pipefail
cd "$(dirname "$0")/.."

configuration=${1:-Release}
document=${2:-}
out=${3:-$PWD/artifacts/clients}
[ $# -gt 3 ] && languages=${*:4} || languages="csharp typescript python"
for language in $languages; do rm -rf "${out:?}/$language"; done
mkdir -p "$out"

is_wanted() { [[ " $languages " == *" $1 "* ]]; }

if [ -z "$document" ]; then
  dotnet build src/Reporting.Api -c "$configuration" --nologo -v quiet
  folder=$(mktemp -d)
  ASPNETCORE_ENVIRONMENT=Development Warehouse__ConnectionString="Data Source=$folder/reporting.db" \
    dotnet "src/Reporting.Api/bin/$configuration/net10.0/reporting.dll" serve --urls http://127.0.0.1:0 >"$folder/log" 2>&1 &
  server=$!
  trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
  for _ in $(seq 120); do
    address=$(grep -o 'http://127.0.0.1:[0-9]*' "$folder/log" | grep -v ':0$' | head -1 || true)
    [ -n "$address" ] && curl -sf "$address/swagger/v1/swagger.json" -o "$out/reporting.json" && break
    sleep 0.5
  done
  document=$out/reporting.json
  [ -s "$document" ] || { cat "$folder/log" >&2; exit 1; }
fi

if ! is_wanted csharp; then
  :
elif dotnet tool run nswag version >/dev/null 2>&1; then
  cp -r eng/clients/csharp "$out/csharp"
  mkdir -p "$out/csharp/examples" && cp tests/api-clients/csharp/* "$out/csharp/examples"
  dotnet tool run nswag openapi2csclient "/input:$document" "/output:$out/csharp/ReportingClient.cs" /namespace:Reporting.Client /className:ReportingClient \
    /generateOptionalParameters:true /injectHttpClient:true /useBaseUrl:false >/dev/null
  dotnet pack "$out/csharp/Reporting.Client.csproj" --nologo -v quiet -o "$out/csharp/package"
  echo "C#: $(ls "$out"/csharp/package/*.nupkg)"
else
  echo "C#: left out, because NSwag is missing. Run 'dotnet tool restore'." >&2
fi

packages=$PWD/tests/api-clients/typescript
if ! is_wanted typescript; then
  :
elif [ -d "$packages/node_modules" ]; then
  cp -r eng/clients/typescript "$out/typescript"
  mkdir -p "$out/typescript/examples" && cp "$packages/scenario.ts" "$out/typescript/examples"
  ln -sfn "$packages/node_modules" "$out/typescript/node_modules"
  node "$packages/node_modules/openapi-typescript/bin/cli.js" "$document" -o "$out/typescript/src/schema.ts" >/dev/null
  (cd "$out/typescript" && node node_modules/typescript/bin/tsc -p . && npm pack --silent --pack-destination . >/dev/null)
  echo "TypeScript: $(ls "$out"/typescript/*.tgz)"
else
  echo "TypeScript: left out, because its packages are missing. Run 'npm ci' in tests/api-clients/typescript." >&2
fi

# The generator is a Java program in an npm package. It reads OpenAPI 3.0. It runs for seconds, so the second compiler of the virtual machine does not pay.
packages=$PWD/tests/api-clients/python
if ! is_wanted python; then
  :
elif [ -d "$packages/node_modules" ] && command -v java >/dev/null 2>&1; then
  mkdir -p "$out/python"
  node "$packages/to-openapi-30.mjs" "$document" "$out/python/openapi-3.0.json"
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$packages/node_modules/@openapitools/openapi-generator-cli/bin/openapi-generator.jar" generate -g python -i "$out/python/openapi-3.0.json" -o "$out/python" \
    -p packageName=reporting_client,projectName=reporting-client,packageVersion=1.0.0 --skip-validate-spec >"$out/python/generator.log" 2>&1 || { tail -20 "$out/python/generator.log" >&2; exit 1; }
  cp "$packages/scenario.py" "$out/python"
  echo "Python: $out/python"
else
  echo "Python: left out, because its generator or Java is missing. Run 'npm ci' in tests/api-clients/python, and install a Java runtime." >&2
fi
