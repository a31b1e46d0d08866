using System.Security.Cryptography;
using System.Text;
using Reporting.Api.Access.Identity;
using Reporting.Warehouse.Backups;

namespace Reporting.Api.Hosting;

/// <summary>Names what backups leave out and a restored service needs: secrets, settings and definitions.</summary>
internal static class SecretsApart
{
    public static KeptApart Find(IServiceProvider services)
    {
        var (settings, secrets, root) = (services.GetRequiredService<IConfiguration>(), services.GetRequiredService<SecretsFolder>(), services.GetRequiredService<IHostEnvironment>().ContentRootPath);
        string[] names =
        [
            $"{secrets.Path} (Access:SecretsFolder)",
            $"{Path.Combine(Path.GetFullPath(root), "appsettings.json")} and the settings of the environment",
            $"{Path.Combine(Path.GetFullPath(root), "reports")} and {settings["AccessRules:File"]}, if they differ from the program's",
            .. SecretFiles.Secrets.Where(name => name != "Warehouse:ConnectionString" && settings[name] is { Length: > 0 }),
        ];
        return new KeptApart(names, MarkOf(services.GetRequiredService<KeySecret>().Read()));
    }

    private static string MarkOf(string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "reporting backup"u8))[..16];
}
