# The program with Chromium and its fonts, for an ordinary user and a read-only root. Build it in this folder: docker build -t reporting .
# docs/operations.md#containers explains how to run it and what was tested.

FROM node:22-slim AS scripts
WORKDIR /scripts
COPY src/Reporting.Api/Pages/Scripts/package.json src/Reporting.Api/Pages/Scripts/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig appsettings.json ./
COPY docs/connect docs/connect
COPY eng eng
COPY reports reports
COPY sql sql
COPY src src
COPY --from=scripts /scripts/node_modules src/Reporting.Api/Pages/Scripts/node_modules
# A cached stage is older than the sources, and the build would ask for npm.
RUN touch src/Reporting.Api/Pages/Scripts/node_modules/.package-lock.json && dotnet publish src/Reporting.Api -c Release -p:RunAnalyzers=false -o /published

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime

# Debian, because the .NET 10 images are based on Ubuntu, whose chromium is a snap and cannot be installed in a container. The packages are those of eng/install.sh.
FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates chromium-headless-shell curl fontconfig fonts-noto-core libicu76 qpdf tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache -f \
    && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin reporting \
    && install -d -o reporting -g reporting /var/lib/reporting
COPY --from=runtime /usr/share/dotnet /usr/share/dotnet
COPY --from=build /published /opt/reporting

ENV DOTNET_ROOT=/usr/share/dotnet \
    DOTNET_EnableDiagnostics=0 \
    HOME=/tmp \
    ASPNETCORE_URLS=http://+:8080 \
    Warehouse__ConnectionString="Data Source=/var/lib/reporting/reporting.db" \
    Access__SecretsFolder=/var/lib/reporting/secrets \
    Exports__Folder=/var/lib/reporting/exports \
    Mail__Folder=/var/lib/reporting/mail \
    Mail__FilesFolder=/var/lib/reporting/mail-files \
    Pdf__ChromiumPath=/usr/bin/chromium-headless-shell \
    Pdf__Sandbox=false

# The data. Only this folder and /tmp (a tmpfs) must be writable.
VOLUME /var/lib/reporting
WORKDIR /opt/reporting
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://localhost:8080/health/ready"]
ENTRYPOINT ["/opt/reporting/reporting"]
CMD ["serve"]
