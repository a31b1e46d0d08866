using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Requests;
using Reporting.Delivery.Mail;
using Reporting.Engine.Definitions;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Api.HealthChecks;

internal sealed class SettingValuesCheck(IServiceProvider services) : IHealthCheck
{
    public Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        // Invalid values throw.
        services.GetService<IStartupValidator>()?.Validate();
        return Task.FromResult(HealthFinding.Well("All settings have valid values."));
    }
}

internal sealed class SecretsCheck(IOptions<AccessOptions> access, SecretsFolder secrets) : IHealthCheck
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public Task<HealthFinding> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Check());

    private HealthFinding Check()
    {
        if (access.Value.KeySecret is not null)
        {
            return HealthFinding.Well("Access:KeySecret is set.");
        }

        var file = Path.Combine(secrets.Path, KeySecret.FileName);
        if (!File.Exists(file))
        {
            return HealthFinding.Warning($"There is no secret yet: {file}.", "Run: reporting keys create --role admin --name \"Your name\". It creates the secret with the first key.");
        }

        if (KeySecret.Weakness(File.ReadAllText(file).Trim()) is { } weakness)
        {
            return HealthFinding.Failed($"The secret in {file} {weakness}.", $"Restore it from a backup. Or remove it: a new one is created, and all keys become invalid. {KeySecret.Recipe}");
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None
            ? HealthFinding.Failed($"Other users of this machine can read the secret in {file}.", $"Run: chmod 600 {file}")
            : HealthFinding.Well($"The secret is in {file}.");
    }
}

internal sealed class DefinitionsCheck(DefinitionFiles files, IServiceProvider services) : IHealthCheck
{
    public Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var definitions = files.Read();
            var mappings = services.GetRequiredService<MappingCatalog>();
            return Task.FromResult(HealthFinding.Well(
                $"Reports: {definitions.Reports.Definitions.Count}. Measures: {definitions.Model.Measures.Count}. Roles: {definitions.Rules.Roles.Count}. Mappings: {mappings.Names.Count}."));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult(HealthFinding.Failed(missing.Message, "Restore the folder reports of this version, or correct AccessRules:File."));
        }
        catch (DefinitionException wrong)
        {
            return Task.FromResult(HealthFinding.Failed(wrong.Finding, wrong.Hint));
        }
    }
}

internal sealed class PublicAddressCheck(IConfiguration configuration, IHostEnvironment environment, IOptions<MailOptions> mail) : IHealthCheck
{
    public Task<HealthFinding> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Check());

    private HealthFinding Check()
    {
        const string Set = "Set PublicBaseUrl, such as https://reports.example.org";
        if (configuration[PublicAddress.Setting] is not { Length: > 0 } text)
        {
            var isMailed = !string.IsNullOrEmpty(mail.Value.Smtp.Host);
            return environment.IsDevelopment() && !isMailed
                ? HealthFinding.Well("No public address is set. Links use the address of each request.")
                : HealthFinding.Warning("No public address is set. Links in mails lead to this machine only, and files have no links.", Set);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return HealthFinding.Failed($"PublicBaseUrl is no web address: {text}", Set);
        }

        var hosts = (configuration["AllowedHosts"] ?? "*").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!hosts.Any(host => host == "*" || host.Equals(address.Host, StringComparison.OrdinalIgnoreCase) || (host.StartsWith("*.", StringComparison.Ordinal) && address.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase))))
        {
            return HealthFinding.Failed($"Requests to {address.Host} are refused: AllowedHosts names only {string.Join(", ", hosts)}.", $"Add {address.Host} to AllowedHosts.");
        }

        return address.Scheme == "http" && !address.IsLoopback ? HealthFinding.Warning($"{text} sends keys and data unencrypted.", "Put a proxy with HTTPS in front, and set PublicBaseUrl to its https address.")
            : hosts.Contains("*") && !address.IsLoopback ? HealthFinding.Warning($"Links begin with {text}, but requests to any other name are answered too.", $"Set AllowedHosts to {address.Host}")
            : HealthFinding.Well($"Links begin with {text}.");
    }
}
